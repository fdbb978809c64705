import { type ReactNode, useState } from 'react'

const rowsAtOnce = 100

interface FoundRowsProps<Row> {
  readonly rows: readonly Row[]
  /** The text where there are none. */
  readonly none: string
  readonly more: (count: number) => string
  readonly children: (shown: readonly Row[]) => ReactNode
}

/** The first rows of a list in a card, and a button for the next ones: thousands would be slow to draw. */
export function FoundRows<Row>({ rows, none, more, children }: FoundRowsProps<Row>) {
  const [limit, setLimit] = useState(rowsAtOnce)
  return (
    <div className="card table-card">
      {rows.length === 0 ? <p className="table-none">{none}</p> : children(rows.slice(0, limit))}
      {rows.length > limit && (
        <div className="table-foot">
          <button type="button" onClick={() => setLimit(limit + rowsAtOnce)}>
            {more(Math.min(rowsAtOnce, rows.length - limit))}
          </button>
        </div>
      )}
    </div>
  )
}
