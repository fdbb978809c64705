import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'
import { type PersonMatch, type PersonMatcher, withoutUserId } from './matcher.ts'
import { emailKey, nameKey, type PersonReference } from './person.ts'

/** A row of the mapping file. */
export interface PersonRow extends PersonReference {
  readonly userId: string
  readonly line: number
}

/**
 * Finds people by address or name. A reference with an e-mail address is matched by address, and by name only
 * with people whose address is unknown here: a different known address means a different person. A reference
 * without an address is matched by name with everyone.
 *
 * Two people may have the same name. Only rows that depend on the name are then rejected.
 */
export class PeopleDirectory implements PersonMatcher {
  readonly #ids = new Set<string>()
  readonly #byEmail = new Map<string, PersonRow>()
  readonly #byName = new Map<string, PersonRow[]>()

  /**
   * @throws {ImportError} `ambiguous_person` if two people have the same address; the message names both
   *   lines
   */
  constructor(rows: Iterable<PersonRow>) {
    for (const row of rows) {
      this.#ids.add(row.userId)
      if (row.email !== undefined) this.#addEmail(emailKey(row.email), row)
      if (row.name !== undefined) {
        const key = nameKey(row.name)
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), row])
      }
    }
  }

  match(reference: PersonReference): PersonMatch {
    const { userId } = reference
    if (userId !== undefined && this.#ids.has(userId)) return { userId }
    const { email, name } = withoutUserId(reference)
    const byEmail = email === undefined ? undefined : this.#byEmail.get(emailKey(email))
    if (byEmail) return { userId: byEmail.userId }
    if (email === undefined && name === undefined) {
      return { problem: 'unknown', message: 'the row names nobody', namesNobody: true }
    }
    const namesakes = name === undefined ? [] : (this.#byName.get(nameKey(name)) ?? [])
    const candidates = email === undefined ? namesakes : namesakes.filter((row) => row.email === undefined)
    const [first, ...others] = candidates
    if (first === undefined) return unknown(notFound({ email, name }, namesakes[0]))
    const other = others.find(({ userId }) => userId !== first.userId)
    if (other === undefined) return { userId: first.userId }
    return {
      problem: 'ambiguous',
      message: `the name ${quoted(name)} belongs to ${first.userId} and to ${other.userId}: lines ${first.line} and ${other.line} of the people`,
    }
  }

  #addEmail(key: string, row: PersonRow): void {
    const known = this.#byEmail.get(key)
    if (known === undefined) this.#byEmail.set(key, row)
    else if (known.userId !== row.userId) {
      throw new ImportError(
        'ambiguous_person',
        `${quoted(row.email)} is ${row.userId} here and ${known.userId} in line ${known.line}: it can only belong to one of them`,
        row.line,
      )
    }
  }
}

function unknown(message: string): PersonMatch {
  return { problem: 'unknown', message }
}

function notFound(
  { email, name }: { readonly email: string | undefined; readonly name: string | undefined },
  namesake: PersonRow | undefined,
): string {
  if (email === undefined) return `nobody of the people is called ${quoted(name)}`
  const hint = namesake ? `; line ${namesake.line} has this name with another address` : ''
  return `nobody of the people has the address ${quoted(email)}${hint}`
}

function quoted(text: string | undefined): string {
  return `"${excerpt(text ?? '', 60)}"`
}
