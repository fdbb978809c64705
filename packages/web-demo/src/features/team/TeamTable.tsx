import { datesOfWeek } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { ColumnHeads, StatusBadge, scrollRegion } from '../../components/table-parts.tsx'
import { useToday } from '../../components/use-browser.ts'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import type { TeamDay, TeamRow } from './team-rows.ts'
import { useTeamTexts } from './texts.ts'

/** People by days. The name leads to the person's hours by project. */
export function TeamTable({ week, rows }: { week: string; rows: readonly TeamRow[] }) {
  const texts = useTeamTexts()
  const formats = useFormats()
  const today = useToday()
  const dates = datesOfWeek(week)
  const dayClass = (date: string) => (date === today ? 'number is-today' : 'number')
  return (
    <div {...scrollRegion(texts.table)}>
      <table className="data-table team-table" aria-rowcount={rows.length + 1}>
        <ColumnHeads
          names={[
            texts.person,
            ...dates.map((date) => (
              <th key={date} scope="col" className={dayClass(date)}>
                <abbr title={formats.dayLong(date)}>
                  {formats.weekdayShort(date)} {formats.dayOfMonth(date)}
                </abbr>
              </th>
            )),
            texts.total,
            texts.difference,
            texts.status,
          ]}
          numbers={[texts.total, texts.difference]}
        />
        <WindowedRows rows={rows} keyOf={({ person }) => person.userId} columns={11}>
          {({ person, days, minutes, expectedMinutes, status }, place) => (
            <tr {...place}>
              <th scope="row">
                <Link
                  href={`/reports?${new URLSearchParams({
                    from: dates[0] ?? today,
                    to: dates[6] ?? today,
                    by: 'project',
                    userId: person.userId,
                  })}`}
                >
                  <bdi>{person.name}</bdi>
                </Link>
              </th>
              {days.map((day) => (
                <td key={day.date} className={dayClass(day.date)}>
                  <DayCell day={day} />
                </td>
              ))}
              <td className="number">
                <strong>{formatMinutes(minutes)}</strong>{' '}
                <span className="team-of">{texts.of(expectedMinutes)}</span>
              </td>
              <td className={`number ${differenceClass(minutes - expectedMinutes)}`}>
                <bdi dir="ltr">{signed(minutes - expectedMinutes)}</bdi>
              </td>
              <td>
                {status === undefined ? (
                  <span className="team-of">{texts.notStarted}</span>
                ) : (
                  <StatusBadge status={status} />
                )}
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

function DayCell({ day: { minutes, absence } }: { day: TeamDay }) {
  const texts = useTeamTexts()
  return (
    <>
      {minutes > 0 && formatMinutes(minutes)}
      {absence && <span className="team-away">{texts.absences[absence]}</span>}
      {minutes === 0 && !absence && <span className="visually-hidden">{texts.noHours}</span>}
    </>
  )
}

function signed(minutes: number): string {
  if (minutes === 0) return '0:00'
  return `${minutes < 0 ? '−' : '+'}${formatMinutes(Math.abs(minutes))}`
}

function differenceClass(minutes: number): string {
  if (minutes === 0) return ''
  return minutes < 0 ? 'is-under' : 'is-over'
}
