const { compare } = new Intl.Collator()

/** Sorts by name, thousands of them without a stall: `localeCompare` takes ten times as long. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(a.name, b.name)
}
