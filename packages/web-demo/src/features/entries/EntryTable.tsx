import { useLayoutEffect, useRef, useState } from 'react'
import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { EntryRow } from './EntryRow.tsx'
import type { EntryRow as Row } from './entry-rows.ts'
import { useEntriesTexts } from './texts.ts'
import type { RowSelection } from './use-row-selection.ts'

interface EntryTableProps {
  readonly rows: readonly Row[]
  /** Those that can be selected. */
  readonly ids: readonly string[]
  readonly selection: RowSelection
}

/** Entries as rows; each date leads to its week, where its hours can be changed. */
export function EntryTable({ rows, ids, selection }: EntryTableProps) {
  const texts = useEntriesTexts()
  const latest = useRef(selection)
  useLayoutEffect(() => {
    latest.current = selection
  })
  const [toggle] = useState(() => (id: string, isRange: boolean) => latest.current.toggle(id, isRange))
  if (rows.length === 0) return null
  return (
    <div {...scrollRegion(texts.title)}>
      <table className="data-table entry-table" aria-rowcount={rows.length + 1}>
        <ColumnHeads
          names={[
            <td key="select" className="check-cell">
              <SelectAll ids={ids} selection={selection} />
            </td>,
            texts.date,
            texts.project,
            texts.hours,
            texts.note,
            texts.billable,
            texts.status,
          ]}
          numbers={[texts.hours]}
        />
        <WindowedRows rows={rows} keyOf={({ entry }) => entry.id} columns={7}>
          {(row, place) => (
            <EntryRow
              row={row}
              index={place['data-index']}
              rowRef={place.ref}
              isSelected={selection.selected.has(row.entry.id)}
              onToggle={toggle}
            />
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

function SelectAll({ ids, selection }: Pick<EntryTableProps, 'ids' | 'selection'>) {
  const texts = useEntriesTexts()
  const { size } = selection.selected
  const isAll = size > 0 && size === ids.length
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = size > 0 && !isAll
      }}
      type="checkbox"
      aria-label={texts.selectAll}
      checked={isAll}
      onChange={() => selection.select(isAll ? [] : ids)}
    />
  )
}
