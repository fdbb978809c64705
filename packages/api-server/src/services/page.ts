/** A page of a list. */
export interface Page<Item> {
  readonly data: Item[]
  readonly nextCursor: string | null
}

/** A page of `limit` at most, of what was found when one more was asked for: that one tells whether there is a next page. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const data = found.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? cursorOf(last) : null }
}
