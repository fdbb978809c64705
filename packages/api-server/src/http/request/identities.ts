import { foldAddress } from 'timesheets-sdk/model'

/** Under which `userId` a person is known whom a token or a request names. */
export interface Identities {
  of(named: string): string
  /** The same for parameters, a query or a body, wherever they name people. Does not change what it is given. */
  within<T>(value: T): T
}

/** Where `sub` names people: two spellings are two people. */
export const exactIdentities: Identities = { of: (named) => named, within: (value) => value }

/**
 * Where an e-mail address names people: however it is written, it is the same person. Other names are exact.
 *
 * @param spellings addresses that are stored in another spelling than {@link foldAddress} writes
 */
export function addressIdentities(spellings: ReadonlyMap<string, string>): Identities {
  const of = (named: string): string => {
    const address = foldAddress(named)
    return spellings.get(address) ?? address
  }
  return { of, within: (value) => withPeople(value, of) as typeof value }
}

/** The members of queries and bodies that name people, and those that hold objects which do. */
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
