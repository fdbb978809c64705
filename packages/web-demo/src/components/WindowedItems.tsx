import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual'
import {
  type FocusEvent,
  Fragment,
  type ReactNode,
  type RefCallback,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useMedia } from './use-browser.ts'

/** The attributes of an item that give it its place in the list. */
export interface ItemPlace {
  readonly ref: ((item: HTMLElement | null) => void) | undefined
  readonly 'data-index': number
}

interface BodyAttributes {
  readonly ref: RefCallback<HTMLElement>
  readonly onFocus?: (event: FocusEvent) => void
  readonly onBlur?: (event: FocusEvent) => void
}

/** The elements of a list: those of a table, or of a list. */
export interface ListShape<Place extends ItemPlace> {
  /** The element around the items. */
  body(contents: ReactNode, attributes?: BodyAttributes): ReactNode
  /** The room of items that are not there. */
  gap(height: number): ReactNode
  placeOf(index: number, ref?: ItemPlace['ref']): Place
  /** Fixes the widths that the first items need. Returns how to let them go. */
  readonly keepWidths?: (body: HTMLElement) => () => void
}

interface WindowedItemsProps<Item, Place extends ItemPlace> {
  readonly shape: ListShape<Place>
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** The index of an item that is always there. */
  readonly keep: number | undefined
  readonly children: (item: Item, place: Place) => ReactNode
}

/** A longer list has its own search: the browser's finds only what is drawn. */
export const wholeUpTo = 100
const measuredItems = 20

/**
 * A list of more than a hundred items consists only of those near the window, or the part of a dialog that is
 * shown, so that thousands are drawn, searched and scrolled like a few; on paper all are there.
 */
export function WindowedItems<Item, Place extends ItemPlace>(props: WindowedItemsProps<Item, Place>) {
  const isPrinted = useMedia('print')
  if (props.items.length > wholeUpTo && !isPrinted) return <MeasuredItems {...props} />
  return props.shape.body(drawn(props, props.items))
}

function drawn<Item, Place extends ItemPlace>(
  { shape, keyOf, children }: WindowedItemsProps<Item, Place>,
  items: readonly Item[],
): ReactNode {
  return items.map((item, index) => (
    <Fragment key={keyOf(item)}>{children(item, shape.placeOf(index))}</Fragment>
  ))
}

/** Looks at the first items before they are painted: how wide their columns are, and how high they are. */
function MeasuredItems<Item, Place extends ItemPlace>(props: WindowedItemsProps<Item, Place>) {
  const { shape, items } = props
  const body = useRef<HTMLElement>(null)
  const atBody = useCallback<RefCallback<HTMLElement>>((element) => {
    body.current = element
  }, [])
  const keepWidths = useRef(shape.keepWidths)
  const [measured, setMeasured] = useState<Measured>()
  useLayoutEffect(() => {
    if (!body.current) return
    const letGo = keepWidths.current?.(body.current)
    setMeasured({
      itemHeight: body.current.offsetHeight / measuredItems,
      dialog: body.current.closest('dialog'),
    })
    return letGo
  }, [])
  if (measured?.dialog) return <ItemsInDialog {...props} {...measured} dialog={measured.dialog} />
  if (measured) return <ItemsInWindow {...props} {...measured} />
  return shape.body(drawn(props, items.slice(0, measuredItems)), { ref: atBody })
}

interface Measured {
  /** In pixels, of items that were not there yet. */
  readonly itemHeight: number
  /** The dialog with the list: it scrolls by itself. */
  readonly dialog: HTMLDialogElement | null
}

function ItemsInWindow<Item, Place extends ItemPlace>(props: WindowedItemsProps<Item, Place> & Measured) {
  const near = useNearItems(props)
  const virtualizer = useWindowVirtualizer(near.options)
  return <NearItems {...props} near={near} virtualizer={virtualizer} scrollTop={() => window.scrollY} />
}

function ItemsInDialog<Item, Place extends ItemPlace>(
  props: WindowedItemsProps<Item, Place> & Measured & { readonly dialog: HTMLDialogElement },
) {
  const { dialog } = props
  const near = useNearItems(props)
  const virtualizer = useVirtualizer({ ...near.options, getScrollElement: () => dialog })
  const scrollTop = () => dialog.scrollTop - dialog.getBoundingClientRect().top - dialog.clientTop
  return <NearItems {...props} near={near} virtualizer={virtualizer} scrollTop={scrollTop} />
}

interface NearOptions<Item> {
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly keep: number | undefined
  readonly itemHeight: number
}

/** Which items are near, and where they begin. */
function useNearItems<Item>({ items, keyOf, keep, itemHeight }: NearOptions<Item>) {
  /** The distance from the top of the scrolled content to the first item, in pixels. */
  const [scrollMargin, setScrollMargin] = useState(0)
  const [focused, setFocused] = useState<number>()
  const options = {
    count: items.length,
    estimateSize: () => itemHeight,
    overscan: 10,
    scrollMargin,
    getItemKey: (index: number) => keyOf(items[index] as Item),
    rangeExtractor(range: Range) {
      const near = new Set(defaultRangeExtractor(range))
      // Tab leads from the item with the focus to the next one and to the one before.
      const kept = focused === undefined ? [keep] : [keep, focused - 1, focused, focused + 1]
      for (const index of kept) if (index !== undefined && index in items) near.add(index)
      return [...near].sort((a, b) => a - b)
    },
  }
  return { options, scrollMargin, setScrollMargin, setFocused }
}

interface NearItemsProps<Item, Place extends ItemPlace> extends WindowedItemsProps<Item, Place> {
  readonly near: ReturnType<typeof useNearItems>
  readonly virtualizer: Pick<
    Virtualizer<Window, Element> | Virtualizer<HTMLDialogElement, Element>,
    'getVirtualItems' | 'getTotalSize' | 'measureElement'
  >
  /** How far the content is scrolled, less the place of its top in the window. */
  readonly scrollTop: () => number
}

function NearItems<Item, Place extends ItemPlace>(props: NearItemsProps<Item, Place>) {
  const { shape, items, children, near, virtualizer, scrollTop } = props
  const { scrollMargin, setScrollMargin, setFocused } = near
  const body = useRef<HTMLElement>(null)
  const atBody = useCallback<RefCallback<HTMLElement>>((element) => {
    body.current = element
  }, [])

  useLayoutEffect(() => {
    const top = Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollTop())
    if (top !== scrollMargin) setScrollMargin(top)
  })

  const parts: ReactNode[] = []
  let end = 0
  for (const { index, key, ...item } of virtualizer.getVirtualItems()) {
    const start = item.start - scrollMargin
    if (start > end) parts.push(<Fragment key={`before ${index}`}>{shape.gap(start - end)}</Fragment>)
    const place = shape.placeOf(index, virtualizer.measureElement)
    parts.push(<Fragment key={key}>{children(items[index] as Item, place)}</Fragment>)
    end = item.end - scrollMargin
  }
  const rest = virtualizer.getTotalSize() - end
  if (rest > 0) parts.push(<Fragment key="rest">{shape.gap(rest)}</Fragment>)
  return shape.body(parts, {
    ref: atBody,
    onFocus: ({ target }) => setFocused(indexOf(target)),
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget)) setFocused(undefined)
    },
  })
}

function indexOf(element: Element): number | undefined {
  const text = element.closest('[data-index]')?.getAttribute('data-index')
  return text == null ? undefined : Number(text)
}
