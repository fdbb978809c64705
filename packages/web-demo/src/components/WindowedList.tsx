import type { ReactNode } from 'react'
import { type ItemPlace, type ListShape, WindowedItems } from './WindowedItems.tsx'

interface ListItemPlace extends ItemPlace {
  readonly 'aria-posinset': number
  readonly 'aria-setsize': number
}

interface WindowedListProps<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly className: string
  readonly label?: string | undefined
  /** The index of an item that is always there. */
  readonly keep?: number | undefined
  /** Draws an item as an `li` with the attributes of its place. */
  readonly children: (item: Item, place: ListItemPlace) => ReactNode
}

/** A list that consists only of the items near the window, if it is long. */
export function WindowedList<Item>(props: WindowedListProps<Item>) {
  const { items, keyOf, className, label, keep, children } = props
  const shape: ListShape<ListItemPlace> = {
    body: (contents, attributes) => (
      <ul {...attributes} className={className} aria-label={label}>
        {contents}
      </ul>
    ),
    gap: (height) => <li aria-hidden="true" className="row-gap" style={{ height }} />,
    placeOf: (index, ref) => ({
      ref,
      'data-index': index,
      'aria-posinset': index + 1,
      'aria-setsize': items.length,
    }),
  }
  return (
    <WindowedItems shape={shape} items={items} keyOf={keyOf} keep={keep}>
      {children}
    </WindowedItems>
  )
}
