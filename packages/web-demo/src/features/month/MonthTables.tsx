import type { WeekStatus } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { ProjectName } from '../../components/ProjectName.tsx'
import { distinctProjectColors } from '../../components/project-color.ts'
import { ColumnHeads, StatusBadge, scrollRegion } from '../../components/table-parts.tsx'
import { weekPath } from '../../components/week-names.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import type { MonthSums } from './month-sums.ts'

interface MonthTablesProps {
  readonly sums: MonthSums
  /** The status of each week, once it is known; a week that is not in it is open. */
  readonly statuses: ReadonlyMap<string, WeekStatus> | undefined
}

/** The sums of a month by project and by week. */
export function MonthTables({ sums, statuses }: MonthTablesProps) {
  const { texts } = useTexts()
  const formats = useFormats()
  const colors = distinctProjectColors(sums.projects.map(({ project }) => project))
  const figures = [texts.month.days, texts.month.share, texts.month.total]
  return (
    <div className="month-tables">
      <section className="card">
        <h2>{texts.month.byProject}</h2>
        <table className="data-table">
          <ColumnHeads names={[texts.week.project, ...figures]} numbers={figures} />
          <tbody>
            {sums.projects.map(({ project, minutes, days }) => (
              <tr key={project}>
                <th scope="row">
                  <span className="with-dot">
                    <span className={`dot ${colors.get(project)}`} aria-hidden="true" />
                    <ProjectName code={project} />
                  </span>
                </th>
                <td className="number">{days}</td>
                <td className="number">{formats.percent(minutes / sums.minutes)}</td>
                <td className="number">{formatMinutes(minutes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {texts.month.total}
              </th>
              <td className="number">{formatMinutes(sums.minutes)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <section className="card">
        <h2>{texts.month.weeks}</h2>
        <table className="data-table">
          <ColumnHeads
            names={[texts.app.week, texts.month.status, texts.month.total]}
            numbers={[texts.month.total]}
          />
          <tbody>
            {sums.weeks.map(({ week, minutes }) => (
              <tr key={week}>
                <th scope="row">
                  <Link href={weekPath(week)}>{texts.week.title(Number(week.slice(6)))}</Link>
                </th>
                <td>{statuses && <StatusBadge status={statuses.get(week) ?? 'open'} />}</td>
                <td className="number">{formatMinutes(minutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** The chart as figures: a row for each day with hours, a column for each project. */
export function MonthDayTable({ sums }: { sums: MonthSums }) {
  const { texts } = useTexts()
  const formats = useFormats()
  return (
    <details className="card chart-table">
      <summary>{texts.month.asTable}</summary>
      <div {...scrollRegion(texts.month.byDay)}>
        <table className="data-table">
          <ColumnHeads
            names={[
              texts.month.date,
              // A project may have the name of another column.
              ...sums.projects.map(({ project }) => (
                <th key={`project ${project}`} scope="col" className="number">
                  {project}
                </th>
              )),
              texts.month.total,
            ]}
            numbers={[texts.month.total]}
          />
          <tbody>
            {sums.days
              .filter((day) => day.minutes > 0)
              .map((day) => (
                <tr key={day.date}>
                  <th scope="row" className="date">
                    {formats.dayMedium(day.date)}
                  </th>
                  {sums.projects.map(({ project }) => {
                    const part = day.parts.find((one) => one.project === project)
                    return (
                      <td key={project} className="number">
                        {part && formatMinutes(part.minutes)}
                      </td>
                    )
                  })}
                  <td className="number">{formatMinutes(day.minutes)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
