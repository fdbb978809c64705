import { useQuery } from '@tanstack/react-query'
import { datesOfWeek, type Entry, type Week } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'
import { entriesByProject } from './entries-by-project.ts'
import { entriesOfQuery } from './queries.ts'
import { useApprovalTexts } from './texts.ts'

/** The entries of a person's week: hours by project and day, and the notes. */
export function EntriesOfWeek({ week }: { week: Week }) {
  const { texts } = useTexts()
  const own = useApprovalTexts()
  const query = useQuery(entriesOfQuery(useClient(), week.userId, week.week))
  if (query.isError && !query.data) {
    return (
      <p className="field-problem" role="alert">
        {texts.failure.cannotLoad}.{' '}
        <button type="button" onClick={() => void query.refetch()}>
          {texts.failure.tryAgain}
        </button>
      </p>
    )
  }
  if (!query.data) return <p>{texts.app.loading}</p>
  if (query.data.length === 0) return <p>{own.noEntries}</p>
  return (
    <>
      <EntryGrid week={week.week} entries={query.data} />
      <Notes entries={query.data} />
    </>
  )
}

function EntryGrid({ week, entries }: { week: string; entries: readonly Entry[] }) {
  const { texts } = useTexts()
  const own = useApprovalTexts()
  const formats = useFormats()
  // Days off are left out: the table is narrow.
  const worked = new Set(entries.map(({ date }) => date))
  const dates = datesOfWeek(week).filter((date, day) => day < 5 || worked.has(date))
  return (
    <div {...scrollRegion(own.entries)}>
      <table className="panel-grid">
        <ColumnHeads
          names={[
            ...dates.map((date) => (
              <th key={date} scope="col">
                <abbr title={formats.dayLong(date)}>{formats.weekdayShort(date)}</abbr>
              </th>
            )),
            texts.week.total,
          ]}
        />
        {/* The project stands above its hours: beside them, no name would fit. */}
        {entriesByProject(entries, dates).map(({ project, dayMinutes, minutes }) => (
          <tbody key={project}>
            <tr>
              <th scope="rowgroup" colSpan={dates.length + 1} className="panel-project">
                <span className="with-dot">
                  <span className={`dot ${projectColor(project)}`} aria-hidden="true" />
                  <ProjectName code={project} />
                </span>
              </th>
            </tr>
            <tr className="panel-hours">
              {dayMinutes.map((day, index) => (
                <td key={dates[index]}>{day > 0 && formatMinutes(day)}</td>
              ))}
              <td className="panel-total">{formatMinutes(minutes)}</td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Notes({ entries }: { entries: readonly Entry[] }) {
  const texts = useApprovalTexts()
  const formats = useFormats()
  const noted = entries.filter(({ note, billable }) => note || !billable)
  return (
    <>
      <h3>{texts.notes}</h3>
      {noted.length === 0 ? (
        <p className="panel-quiet">{texts.noNotes}</p>
      ) : (
        <ul className="panel-notes">
          {noted.map(({ id, date, project, hours, note, billable }) => (
            <li key={id}>
              <span className="panel-quiet">
                {formats.weekdayShort(date)} · {project} · {formatMinutes(Math.round(hours * 60))}
                {!billable && ` · ${texts.notBillable}`}
              </span>
              {note && <p>{note}</p>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
