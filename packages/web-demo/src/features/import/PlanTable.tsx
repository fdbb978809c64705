import type { AcceptedRow, CellChange, PlannedRow, Refusal } from 'timesheets-sdk/import/records'
import { SaidText } from '../../components/SaidText.tsx'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { saidOf } from '../../texts/said.ts'
import { useImportTexts } from './texts.ts'
import type { Applying } from './use-apply.ts'

interface PlanTableProps {
  readonly rows: readonly PlannedRow[]
  readonly results: Applying['results']
}

/** Rows of a file: what each would change, why it cannot, and what became of it. */
export function PlanTable({ rows, results }: PlanTableProps) {
  const texts = useImportTexts()
  return (
    <div {...scrollRegion(texts.table)}>
      <table className="data-table" aria-rowcount={rows.length + 1}>
        <ColumnHeads
          names={[texts.lineTitle, texts.name, texts.outcome, texts.details]}
          numbers={[texts.lineTitle]}
        />
        <WindowedRows rows={rows} keyOf={({ line }) => String(line)} columns={4}>
          {(row, place) => (
            <tr {...place}>
              <td className="number">{row.line}</td>
              <RowHeading row={row} />
              <td>
                <Outcome row={row} result={results.get(row.line)} />
              </td>
              <td className="import-details">
                <Details row={row} result={results.get(row.line)} />
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

interface RowProps {
  readonly row: PlannedRow
  readonly result: 'stored' | Refusal | undefined
}

function RowHeading({ row: { cells } }: { row: PlannedRow }) {
  const key = cells.userId ?? cells.code
  return (
    <th scope="row">
      <bdi>{cells.name ?? key}</bdi>
      {cells.name !== undefined && key !== undefined && <span className="cell-more">{key}</span>}
    </th>
  )
}

function Outcome({ row: { outcome }, result }: RowProps) {
  const texts = useImportTexts()
  if (result === undefined) return texts.outcomes[outcome]
  return <strong>{result === 'stored' ? texts.stored : texts.outcomes.rejected}</strong>
}

function Details({ row, result }: RowProps) {
  const texts = useImportTexts()
  const formats = useFormats()
  if (typeof result === 'object') {
    return (
      <p className="field-problem">
        <SaidText said={result.problem ? saidOf(result.problem) : result} />
      </p>
    )
  }
  if (row.outcome === 'rejected') {
    return row.reasons.map((reason) => (
      <p key={reason.column ?? reason.path} className="field-problem">
        {reason.column !== undefined && (
          <>
            <code>{reason.column}</code>:{' '}
          </>
        )}
        {texts.rowProblems[reason.code] ?? (
          <SaidText said={{ ...reason, message: withoutMember(reason), path: '' }} />
        )}
      </p>
    ))
  }
  return (
    <>
      <ul>
        {changesToShow(row).map(({ column, before, after }) => (
          <li key={column}>
            <code>{column}</code>:{' '}
            {row.outcome === 'updated' && (
              <>
                <bdi>{before || texts.nothing}</bdi> →{' '}
              </>
            )}
            <bdi>{after || texts.nothing}</bdi>
          </li>
        ))}
      </ul>
      {row.outcome === 'updated' && row.from !== undefined && (
        <p className="form-help">{texts.from(formats.dateShort(row.from))}</p>
      )}
    </>
  )
}

/** The changes, without those of a new record that are its heading. */
function changesToShow({ outcome, changes }: AcceptedRow): readonly CellChange[] {
  if (outcome !== 'added') return changes
  return changes.filter(({ column }) => !['userId', 'code', 'name'].includes(column))
}

/** The message of a reason without the member, which stands before it as the column. */
function withoutMember({ path, message }: { readonly path: string; readonly message: string }): string {
  const member = path.slice(1).replaceAll('/', '.')
  const start = [`${member} `, `${member}: `].find((one) => message.startsWith(one))
  return start === undefined ? message : message.slice(start.length)
}
