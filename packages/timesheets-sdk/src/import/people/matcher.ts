import type { PersonReference } from './person.ts'

/** Whose time a reference means, or why that is not known. */
export type PersonMatch =
  | { readonly userId: string }
  | { readonly problem: 'unknown' | 'ambiguous'; readonly message: string }

/** Says whose time a row is. Must answer the same for the same reference. */
export interface PersonMatcher {
  match(person: PersonReference): PersonMatch
}

/** Everything is one person's, whomever the rows name: for an export of one's own entries. */
export function onePerson(userId: string): PersonMatcher {
  return { match: () => ({ userId }) }
}

/** Nobody is known. */
export const noPeople: PersonMatcher = {
  match: () => ({ problem: 'unknown', message: 'nothing says who this is: name them in a file of people' }),
}
