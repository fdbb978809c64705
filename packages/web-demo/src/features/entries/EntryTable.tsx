import { type Entry, weekOf } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { StatusBadge, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { weekPath } from '../../components/week-names.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats, useTexts } from '../../texts/index.ts'

/** Entries as rows; each date leads to its week, where it can be changed. */
export function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const { texts } = useTexts()
  const formats = useFormats()
  if (entries.length === 0) return null
  return (
    <div {...scrollRegion(texts.entries.title)}>
      <table className="data-table entry-table" aria-rowcount={entries.length + 1}>
        <thead>
          <tr>
            <th scope="col">{texts.entries.date}</th>
            <th scope="col">{texts.entries.project}</th>
            <th scope="col" className="number">
              {texts.entries.hours}
            </th>
            <th scope="col">{texts.entries.note}</th>
            <th scope="col">{texts.entries.billable}</th>
            <th scope="col">{texts.entries.status}</th>
          </tr>
        </thead>
        <WindowedRows rows={entries} keyOf={({ id }) => id} columns={6}>
          {(entry, place) => (
            <tr {...place}>
              <td className="date">
                <Link href={weekPath(weekOf(entry.date))}>{formats.dayMedium(entry.date)}</Link>
              </td>
              <td>
                <span className="with-dot">
                  <span className={`dot ${projectColor(entry.project)}`} aria-hidden="true" />
                  <ProjectName code={entry.project} />
                </span>
              </td>
              <td className="number">{formatMinutes(Math.round(entry.hours * 60))}</td>
              <td className="note" dir="auto">
                {entry.note}
              </td>
              <td>{entry.billable ? texts.entries.yes : texts.entries.no}</td>
              <td>
                <StatusBadge status={entry.status} />
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}
