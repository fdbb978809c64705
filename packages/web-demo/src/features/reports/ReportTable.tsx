import type { ClosedAmount } from 'timesheets-sdk/model'
import { amountTexts } from '../../components/amounts.ts'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { isDrillable } from './EntriesDialog.tsx'
import type { ReportSums } from './report-sums.ts'
import type { Drilled, ReportView } from './report-view.ts'
import { useReportTexts } from './texts.ts'

interface ReportTableProps {
  readonly view: ReportView
  readonly sums: ReportSums
  readonly nameOf: (key: string) => string
  readonly colorOf: (key: string) => string
  readonly onDrill: (drilled: Drilled) => void
}

/** The groups of a report with their sums. The hours lead to the entries behind them. */
export function ReportTable({ view, sums, nameOf, colorOf, onDrill }: ReportTableProps) {
  const texts = useReportTexts()
  const formats = useFormats()
  // Without any rate in the catalogue, no group has an amount.
  const hasAmounts = sums.amounts.some(({ amount }) => amount !== undefined)
  const figures = [
    texts.hours,
    texts.share,
    texts.billable,
    texts.count,
    ...(hasAmounts ? [texts.amount] : []),
  ]
  const percent = (part: number, whole: number) => formats.percent(whole === 0 ? 0 : part / whole)
  return (
    <div className="card report-table">
      <div {...scrollRegion(texts.groups[view.by])}>
        <table className="data-table" aria-rowcount={sums.groups.length + 2}>
          <ColumnHeads names={[texts.groups[view.by], ...figures]} numbers={figures} />
          <WindowedRows rows={sums.groups} keyOf={({ key }) => key} columns={figures.length + 1}>
            {({ key, minutes, billableMinutes, entries, amounts }, place) => {
              const name = nameOf(key)
              const hours = formatMinutes(minutes)
              return (
                <tr {...place}>
                  <th scope="row">
                    <span className="with-dot">
                      <span className={`dot ${colorOf(key)}`} aria-hidden="true" />
                      <bdi>{name}</bdi>
                    </span>
                  </th>
                  <td className="number">
                    {isDrillable(view.by) ? (
                      <button
                        type="button"
                        className="link-button"
                        aria-label={texts.showEntries(name, hours)}
                        onClick={() => onDrill({ group: key })}
                      >
                        {hours}
                      </button>
                    ) : (
                      hours
                    )}
                  </td>
                  <td className="number">{percent(minutes, sums.minutes)}</td>
                  <td className="number">{percent(billableMinutes, minutes)}</td>
                  <td className="number">{entries}</td>
                  {hasAmounts && <Amounts amounts={amounts} />}
                </tr>
              )
            }}
          </WindowedRows>
          <tfoot>
            <tr>
              <th scope="row">{texts.total}</th>
              <td className="number">{formatMinutes(sums.minutes)}</td>
              <td className="number">{formats.percent(1)}</td>
              <td className="number">{percent(sums.billableMinutes, sums.minutes)}</td>
              <td className="number">{sums.entries}</td>
              {hasAmounts && <Amounts amounts={sums.amounts} />}
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  )
}

/** A line for each currency. */
function Amounts({ amounts }: { amounts: readonly ClosedAmount[] }) {
  const texts = useReportTexts()
  return (
    <td className="number">
      {amountTexts(amounts, useFormats(), texts.withoutRate).map((text) => (
        <div key={text}>{text}</div>
      ))}
    </td>
  )
}
