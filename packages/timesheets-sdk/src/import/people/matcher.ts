import { emailKey, nameKey, type PersonReference } from './person.ts'

/** The person that a reference means, or the reason why that is unknown. */
export type PersonMatch =
  | { readonly userId: string }
  | {
      readonly problem: 'unknown' | 'ambiguous'
      readonly message: string
      /** The reference is empty. */
      readonly namesNobody?: true
    }

/** Finds the person of a row. It must return the same result for the same reference. */
export interface PersonMatcher {
  match(person: PersonReference): PersonMatch
}

/** Every row belongs to one person, no matter whom it names. */
export function onePerson(userId: string): PersonMatcher {
  return { match: () => ({ userId }) }
}

/** A person with their known addresses and names. */
export interface KnownPerson {
  readonly userId: string
  readonly emails: readonly string[]
  readonly names: readonly string[]
}

/**
 * One person's own time: rows that name nobody are theirs, and rows that name a person only if it is them. As
 * in a file of people, the address decides; the name only counts if the row has no address or no address of
 * the person is known.
 */
export function ownTimeOf({ userId, emails, names }: KnownPerson): PersonMatcher {
  const [addresses, spellings] = [emails.map(emailKey), names.map(nameKey)]
  return {
    match(reference) {
      if (reference.userId === userId) return { userId }
      const { email, name } = withoutUserId(reference)
      if (email === undefined && name === undefined) return { userId }
      const isNamed = name !== undefined && spellings.includes(nameKey(name))
      const isThem =
        email === undefined || addresses.length === 0 ? isNamed : addresses.includes(emailKey(email))
      return isThem ? { userId } : { problem: 'unknown', message: 'this is not known to be you' }
    },
  }
}

/** No person is known. */
export const noPeople: PersonMatcher = {
  match: ({ userId, email, name }) =>
    userId !== undefined
      ? { userId }
      : email === undefined && name === undefined
        ? { problem: 'unknown', message: 'the row names nobody: userId is missing', namesNobody: true }
        : {
            problem: 'unknown',
            message: 'nothing says who this is: name them in a file of people',
          },
}

/** A reference whose `userId` is an address or a name. */
export function withoutUserId({ userId, email, name }: PersonReference): PersonReference {
  if (userId === undefined) return { ...(email ? { email } : {}), ...(name ? { name } : {}) }
  return userId.includes('@') ? { email: userId } : { name: userId }
}
