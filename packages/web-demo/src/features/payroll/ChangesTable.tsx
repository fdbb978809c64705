import type { PeriodChange } from 'timesheets-sdk/model'
import { FoundRows } from '../../components/FoundRows.tsx'
import { ProjectName } from '../../components/ProjectName.tsx'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { type RowPlace, WindowedRows } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { usePayrollTexts } from './texts.ts'

interface ChangesTableProps {
  readonly label: string
  readonly changes: readonly PeriodChange[]
}

/** The lines that differ between two closings: what each was, and what it is. */
export function ChangesTable({ label, changes }: ChangesTableProps) {
  const texts = usePayrollTexts()
  return (
    <FoundRows rows={changes} none={texts.noChanges}>
      <div {...scrollRegion(label)}>
        <table className="data-table" aria-rowcount={changes.length + 1}>
          <ColumnHeads
            names={[texts.person, texts.date, texts.project, texts.before, texts.after, texts.other]}
            numbers={[texts.before, texts.after]}
          />
          <WindowedRows rows={changes} keyOf={keyOf} columns={6}>
            {(change, place) => <ChangeRow change={change} place={place} />}
          </WindowedRows>
        </table>
      </div>
    </FoundRows>
  )
}

interface ChangeRowProps {
  readonly change: PeriodChange
  readonly place: RowPlace
}

function ChangeRow({ change, place }: ChangeRowProps) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const { userId, name, date, project, billable, change: kind } = change
  const differences =
    kind === 'changed'
      ? [
          [texts.kind(change.kindBefore), texts.kind(change.kindAfter)],
          [change.clientBefore || texts.noClient, change.clientAfter || texts.noClient],
        ].filter(([before, after]) => before !== after)
      : []
  return (
    <tr {...place}>
      <th scope="row">
        <bdi>{name || userId}</bdi>
        <span className="cell-more">{texts.changes[kind]}</span>
      </th>
      <td className="date">{formats.dayMedium(date)}</td>
      <td>
        <ProjectName code={project} />
        {!billable && <span className="cell-more">{texts.notBillable}</span>}
      </td>
      <Side
        isThere={kind !== 'added'}
        minutes={change.minutesBefore}
        amount={change.amountBefore}
        currency={change.currencyBefore}
      />
      <Side
        isThere={kind !== 'removed'}
        minutes={change.minutesAfter}
        amount={change.amountAfter}
        currency={change.currencyAfter}
      />
      <td>
        {differences.map(([before, after]) => (
          <div key={before}>
            <bdi>{before}</bdi> → <bdi>{after}</bdi>
          </div>
        ))}
      </td>
    </tr>
  )
}

interface SideProps {
  /** Whether the line is in this closing. */
  readonly isThere: boolean
  readonly minutes: number
  readonly amount: string | null
  readonly currency: string | null
}

/** A line in one of the two closings. */
function Side({ isThere, minutes, amount, currency }: SideProps) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  return (
    <td className="number">
      {isThere ? formatMinutes(minutes) : texts.noLine}
      {amount !== null && currency !== null && (
        <span className="cell-more">{formats.money(Number(amount), currency)}</span>
      )}
    </td>
  )
}

function keyOf({ userId, date, project, billable }: PeriodChange): string {
  return JSON.stringify([userId, date, project, billable])
}
