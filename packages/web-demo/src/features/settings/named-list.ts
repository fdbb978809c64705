export interface Named {
  readonly name: string
}

/** A list with one item added, or in place of the one that had this name. */
export function putNamed<Item extends Named>(
  list: readonly Item[],
  name: string | undefined,
  item: Item,
): Item[] {
  if (!list.some((one) => one.name === name)) return [...list, item]
  return list.map((one) => (one.name === name ? item : one))
}

/** A list without the item of this name. */
export function withoutNamed<Item extends Named>(list: readonly Item[], name: string): Item[] {
  return list.filter((one) => one.name !== name)
}
