import { useState } from 'react'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { formatMinutes } from '../../texts/formats.ts'
import { useFormats } from '../../texts/index.ts'
import { isDrillable } from './EntriesDialog.tsx'
import type { ReportSums } from './report-sums.ts'
import type { Drilled, ReportView } from './report-view.ts'
import { useReportTexts } from './texts.ts'

interface UnitTableProps {
  readonly view: ReportView
  readonly sums: ReportSums
  readonly units: readonly string[]
  readonly nameOf: (key: string) => string
  readonly onDrill: (drilled: Drilled) => void
}

/** The chart as figures: a row for each group, a column for each week or month. */
export function UnitTable({ view, sums, units, nameOf, onDrill }: UnitTableProps) {
  const texts = useReportTexts()
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const unitName = (unit: string) => (unit.includes('W') ? texts.weekShort(unit) : formats.monthShort(unit))
  const figures = [...units.map(unitName), texts.total]
  return (
    <details className="card chart-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.table}</summary>
      {isOpen && (
        <div {...scrollRegion(texts.overTime)}>
          <table className="data-table unit-table" aria-rowcount={sums.groups.length + 2}>
            <ColumnHeads names={[texts.groups[view.by], ...figures]} numbers={figures} />
            <WindowedRows rows={sums.groups} keyOf={({ key }) => key} columns={figures.length + 1}>
              {({ key, minutes, byUnit }, place) => (
                <tr {...place}>
                  <th scope="row">
                    <bdi>{nameOf(key)}</bdi>
                  </th>
                  {units.map((unit) => {
                    const hours = byUnit.get(unit)
                    const text = hours === undefined ? '' : formatMinutes(hours)
                    return (
                      <td key={unit} className="number">
                        {hours !== undefined && isDrillable(view.by) ? (
                          <button
                            type="button"
                            className="link-button"
                            aria-label={texts.showEntries(`${nameOf(key)}, ${unitName(unit)}`, text)}
                            onClick={() => onDrill({ group: key, unit })}
                          >
                            {text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    )
                  })}
                  <td className="number">{formatMinutes(minutes)}</td>
                </tr>
              )}
            </WindowedRows>
            <tfoot>
              <tr>
                <th scope="row">{texts.total}</th>
                {units.map((unit) => (
                  <td key={unit} className="number">
                    {formatMinutes(sums.byUnit.get(unit) ?? 0)}
                  </td>
                ))}
                <td className="number">{formatMinutes(sums.minutes)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </details>
  )
}
