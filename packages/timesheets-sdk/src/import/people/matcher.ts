import { emailKey, nameKey, type PersonReference } from './person.ts'

/** Whose time a reference means, or why that is not known. */
export type PersonMatch =
  | { readonly userId: string }
  | {
      readonly problem: 'unknown' | 'ambiguous'
      readonly message: string
      /** The reference is empty: the row says nothing of anybody. */
      readonly namesNobody?: true
    }

/** Says whose time a row is. Must answer the same for the same reference. */
export interface PersonMatcher {
  match(person: PersonReference): PersonMatch
}

/** Everything is one person's, whomever the rows name. */
export function onePerson(userId: string): PersonMatcher {
  return { match: () => ({ userId }) }
}

/** A person, as far as they are known: addresses and names that are theirs. */
export interface KnownPerson {
  readonly userId: string
  readonly emails: readonly string[]
  readonly names: readonly string[]
}

/**
 * One person's own time: rows that name nobody are theirs, and rows that name somebody only if it is them. As in a file of
 * people, an address decides; the name counts where the row has no address, or no address of the person is known.
 */
export function ownTimeOf({ userId, emails, names }: KnownPerson): PersonMatcher {
  const [addresses, spellings] = [emails.map(emailKey), names.map(nameKey)]
  return {
    match({ email, name }) {
      if (email === undefined && name === undefined) return { userId }
      const isNamed = name !== undefined && spellings.includes(nameKey(name))
      const isThem =
        email === undefined || addresses.length === 0 ? isNamed : addresses.includes(emailKey(email))
      return isThem ? { userId } : { problem: 'unknown', message: 'this is not known to be you' }
    },
  }
}

/** Nobody is known. */
export const noPeople: PersonMatcher = {
  match: ({ email, name }) =>
    email === undefined && name === undefined
      ? { problem: 'unknown', message: 'the row names nobody: userId is missing', namesNobody: true }
      : {
          problem: 'unknown',
          message: 'nothing says who this is: name them in a file of people',
        },
}
