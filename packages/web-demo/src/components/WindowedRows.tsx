import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual'
import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useMedia } from './use-browser.ts'

/** The attributes of a row that give it its place in the list. */
export interface RowPlace {
  readonly ref: ((row: HTMLTableRowElement | null) => void) | undefined
  readonly 'data-index': number
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

const wholeUpTo = 100
const measuredRows = 20

/**
 * The body of a table. A list of more than a hundred rows consists only of those near the window, or the part
 * of a dialog that is shown, so that thousands are drawn, searched and scrolled like a few; on paper all are
 * there. The table needs
 * `aria-rowcount={rows.length + 1}`: it tells screen readers the length of the whole list.
 */
export function WindowedRows<Row>(props: WindowedRowsProps<Row>) {
  const { rows, keyOf, children } = props
  const isPrinted = useMedia('print')
  if (rows.length > wholeUpTo && !isPrinted) return <MeasuredRows {...props} />
  return (
    <tbody>
      {rows.map((row, index) => (
        <Fragment key={keyOf(row)}>{children(row, placeOf(index))}</Fragment>
      ))}
    </tbody>
  )
}

/** Looks at the first rows before they are painted: how wide their columns are, and how high they are. */
function MeasuredRows<Row>(props: WindowedRowsProps<Row>) {
  const { rows, keyOf, children } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [measured, setMeasured] = useState<Measured>()
  useLayoutEffect(() => {
    const table = body.current?.closest('table')
    if (!table || !body.current) return
    const letGo = keepColumns(table)
    setMeasured({ rowHeight: body.current.offsetHeight / measuredRows, dialog: table.closest('dialog') })
    return letGo
  }, [])
  if (measured?.dialog) return <RowsInDialog {...props} {...measured} dialog={measured.dialog} />
  if (measured) return <RowsInWindow {...props} {...measured} />
  return (
    <tbody ref={body}>
      {rows.slice(0, measuredRows).map((row, index) => (
        <Fragment key={keyOf(row)}>{children(row, placeOf(index))}</Fragment>
      ))}
    </tbody>
  )
}

interface Measured {
  /** In pixels, of rows that were not there yet. */
  readonly rowHeight: number
  /** The dialog with the table: it scrolls by itself. */
  readonly dialog: HTMLDialogElement | null
}

function RowsInWindow<Row>(props: WindowedRowsProps<Row> & Measured) {
  const near = useNearRows(props)
  const virtualizer = useWindowVirtualizer(near.options)
  return <NearRows {...props} near={near} virtualizer={virtualizer} scrollTop={() => window.scrollY} />
}

function RowsInDialog<Row>(
  props: WindowedRowsProps<Row> & Measured & { readonly dialog: HTMLDialogElement },
) {
  const { dialog } = props
  const near = useNearRows(props)
  const virtualizer = useVirtualizer({ ...near.options, getScrollElement: () => dialog })
  const scrollTop = () => dialog.scrollTop - dialog.getBoundingClientRect().top - dialog.clientTop
  return <NearRows {...props} near={near} virtualizer={virtualizer} scrollTop={scrollTop} />
}

/** Which rows are near, and where they begin. */
function useNearRows<Row>({ rows, keyOf, keep, rowHeight }: WindowedRowsProps<Row> & Measured) {
  /** The distance from the top of the scrolled content to the first row, in pixels. */
  const [scrollMargin, setScrollMargin] = useState(0)
  const [focused, setFocused] = useState<number>()
  const options = {
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin,
    getItemKey: (index: number) => keyOf(rows[index] as Row),
    rangeExtractor(range: Range) {
      const near = new Set(defaultRangeExtractor(range))
      // Tab leads from the row with the focus to the next one and to the one before.
      const kept = focused === undefined ? [keep] : [keep, focused - 1, focused, focused + 1]
      for (const index of kept) if (index !== undefined && index in rows) near.add(index)
      return [...near].sort((a, b) => a - b)
    },
  }
  return { options, scrollMargin, setScrollMargin, setFocused }
}

interface NearRowsProps<Row> extends WindowedRowsProps<Row> {
  readonly near: ReturnType<typeof useNearRows>
  readonly virtualizer: Pick<
    Virtualizer<Window, Element> | Virtualizer<HTMLDialogElement, Element>,
    'getVirtualItems' | 'getTotalSize' | 'measureElement'
  >
  /** How far the content is scrolled, less the place of its top in the window. */
  readonly scrollTop: () => number
}

function NearRows<Row>({ rows, columns, children, near, virtualizer, scrollTop }: NearRowsProps<Row>) {
  const { scrollMargin, setScrollMargin, setFocused } = near
  const body = useRef<HTMLTableSectionElement>(null)

  useLayoutEffect(() => {
    const top = Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollTop())
    if (top !== scrollMargin) setScrollMargin(top)
  })

  const parts: ReactNode[] = []
  let end = 0
  for (const item of virtualizer.getVirtualItems()) {
    const start = item.start - scrollMargin
    if (start > end) parts.push(<Gap key={`before ${item.index}`} height={start - end} columns={columns} />)
    const row = rows[item.index] as Row
    parts.push(
      <Fragment key={item.key}>{children(row, placeOf(item.index, virtualizer.measureElement))}</Fragment>,
    )
    end = item.end - scrollMargin
  }
  const rest = virtualizer.getTotalSize() - end
  return (
    <tbody
      ref={body}
      onFocus={({ target }) => setFocused(indexOf(target))}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(undefined)
      }}
    >
      {parts}
      {rest > 0 && <Gap height={rest} columns={columns} />}
    </tbody>
  )
}

/** The room of rows that are not there. */
function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
    <tr aria-hidden="true" className="row-gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}

/** The place of a row, for rows that render again only when a property changes. */
export function placeOf(index: number, ref?: RowPlace['ref']): RowPlace {
  // Rows count from 1, and the first is the header.
  return { ref, 'data-index': index, 'aria-rowindex': index + 2 }
}

function indexOf(element: Element): number | undefined {
  const text = element.closest('tr[data-index]')?.getAttribute('data-index')
  return text == null ? undefined : Number(text)
}

/**
 * Keeps the columns as wide as the first rows need them: they would move while other rows come. Returns how
 * to let them go.
 */
function keepColumns(table: HTMLTableElement): () => void {
  if (getComputedStyle(table).tableLayout === 'fixed') return () => {}
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
