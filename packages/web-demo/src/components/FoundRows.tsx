import type { ReactNode } from 'react'

interface FoundRowsProps {
  readonly rows: readonly unknown[]
  /** The text where there are none. */
  readonly none: string
  readonly children: ReactNode
}

/** The rows that a search has found, in a card, or the words that there are none. */
export function FoundRows({ rows, none, children }: FoundRowsProps) {
  return (
    <div className="card table-card">
      {rows.length === 0 ? <p className="table-none">{none}</p> : children}
    </div>
  )
}
