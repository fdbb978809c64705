import { foldAddress } from 'timesheets-sdk/model'

/** Maps the name of a person in a token or a request to the stored `userId`. */
export interface Identities {
  of(named: string): string
  /** The same for all people in parameters, a query or a body. Does not change its argument. */
  within<T>(value: T): T
}

/** For `sub`: two spellings are two people. */
export const exactIdentities: Identities = { of: (named) => named, within: (value) => value }

/**
 * For e-mail addresses: all spellings of an address are one person. Other names are exact.
 *
 * @param spellings addresses that are stored in another spelling than {@link foldAddress} returns
 */
export function addressIdentities(spellings: ReadonlyMap<string, string>): Identities {
  const of = (named: string): string => {
    const address = foldAddress(named)
    return spellings.get(address) ?? address
  }
  return { of, within: (value) => withPeople(value, of) as typeof value }
}

/** The members of queries and bodies that name people or contain objects that do. */
const naming: ReadonlySet<string> = new Set(['userId', 'managerId', 'userIds', 'decisions', 'entry'])

function withPeople(value: unknown, of: (named: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === 'string' ? of(item) : withPeople(item, of)))
  }
  if (typeof value !== 'object' || value === null) return value
  const changed = Object.entries(value)
    .filter(([name]) => naming.has(name))
    .map(([name, member]) => [name, typeof member === 'string' ? of(member) : withPeople(member, of)])
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) }
}
