import type { ReactNode } from 'react'
import { type ItemPlace, type ListShape, WindowedItems } from './WindowedItems.tsx'

/** The attributes of a row that give it its place in the list. */
export interface RowPlace extends ItemPlace {
  readonly 'aria-rowindex': number
}

interface WindowedRowsProps<Row> {
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** The number of columns of the table. */
  readonly columns: number
  /** The index of a row that is always there, as the tab stop of a grid. */
  readonly keep?: number | undefined
  readonly children: (row: Row, place: RowPlace) => ReactNode
}

/**
 * The body of a table that consists only of the rows near the window, if it is long. The table needs
 * `aria-rowcount={rows.length + 1}`: it tells screen readers the length of the whole list.
 */
export function WindowedRows<Row>({ rows, keyOf, columns, keep, children }: WindowedRowsProps<Row>) {
  const shape: ListShape<RowPlace> = {
    body: (contents, attributes) => <tbody {...attributes}>{contents}</tbody>,
    gap: (height) => (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
      <tr aria-hidden="true" className="row-gap">
        <td colSpan={columns} style={{ height }} />
      </tr>
    ),
    placeOf,
    keepWidths,
  }
  return (
    <WindowedItems shape={shape} items={rows} keyOf={keyOf} keep={keep}>
      {children}
    </WindowedItems>
  )
}

/** The place of a row, for rows that render again only when a property changes. */
export function placeOf(index: number, ref?: RowPlace['ref']): RowPlace {
  // Rows count from 1, and the first is the header.
  return { ref, 'data-index': index, 'aria-rowindex': index + 2 }
}

/**
 * Keeps the columns as wide as the first rows need them: they would move while other rows come. Returns how
 * to let them go.
 */
function keepWidths(body: HTMLElement): () => void {
  const table = body.closest('table')
  if (!table || getComputedStyle(table).tableLayout === 'fixed') return () => {}
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  const widths = heads.map((head) => head.offsetWidth)
  const whole = table.offsetWidth
  table.style.width = 'min-content'
  const narrowest = table.offsetWidth
  table.style.width = ''
  table.style.minWidth = `${narrowest}px`
  table.classList.add('has-kept-columns')
  for (const [index, head] of heads.entries()) head.style.width = `${((widths[index] ?? 0) / whole) * 100}%`
  return () => {
    table.style.minWidth = ''
    table.classList.remove('has-kept-columns')
    for (const head of heads) head.style.width = ''
  }
}
