import type { ReactElement } from 'react'
import type { WeekStatus } from 'timesheets-sdk/model'
import { useTexts } from '../texts/index.ts'

/** The status of a week, in a word. */
export function StatusBadge({ status }: { status: WeekStatus }) {
  const { texts } = useTexts()
  return <span className={`badge badge-${status}`}>{texts.week.status[status]}</span>
}

/** The attributes of content wider than a narrow screen: it has a name, and the keyboard scrolls it too. */
export function scrollRegion(label: string) {
  return { role: 'region', 'aria-label': label, tabIndex: 0, className: 'table-scroll' } as const
}

interface ColumnHeadsProps {
  /** The names of the columns; a head that is more than a name as an element with a key. */
  readonly names: readonly (string | ReactElement)[]
  /** Those of columns of figures. */
  readonly numbers?: readonly string[]
}

/** The heads of a table's columns. */
export function ColumnHeads({ names, numbers = [] }: ColumnHeadsProps) {
  return (
    <thead>
      <tr>
        {names.map((name) =>
          typeof name === 'string' ? (
            <th key={name} scope="col" className={numbers.includes(name) ? 'number' : undefined}>
              {name}
            </th>
          ) : (
            name
          ),
        )}
      </tr>
    </thead>
  )
}

interface RowNameProps {
  readonly name: string
  /** The text below the name. */
  readonly details: string
  /** The action of the button, for screen readers. */
  readonly label: string
  readonly onOpen: () => void
}

/** The heading of a row, which opens it. */
export function RowName({ name, details, label, onOpen }: RowNameProps) {
  return (
    <th scope="row">
      <button type="button" className="link-button" aria-label={label} onClick={onOpen}>
        <bdi>{name}</bdi>
      </button>
      <span className="cell-more">{details}</span>
    </th>
  )
}
