import { emailKey, nameKey, type PersonReference } from './person.ts'

/** Counts the rows of each person named in a file. Spellings that compare as equal are one person. */
export class PersonTally {
  readonly #people = new Map<string, { readonly person: PersonReference; count: number }>()
  // By the original text first: making a key for each row would take most of the time.
  readonly #bySpelling = new Map<string, { readonly person: PersonReference; count: number }>()

  add(person: PersonReference): void {
    const spelling = `${person.email ?? ''}\n${person.name ?? ''}`
    const known = this.#bySpelling.get(spelling) ?? this.#addSpelling(spelling, person)
    known.count++
  }

  /** In the order of their first row. */
  get people(): Iterable<{ readonly person: PersonReference; readonly count: number }> {
    return this.#people.values()
  }

  #addSpelling(spelling: string, { email, name }: PersonReference) {
    const key = `${email === undefined ? '' : emailKey(email)}\n${name === undefined ? '' : nameKey(name)}`
    let tallied = this.#people.get(key)
    if (tallied === undefined) {
      tallied = { person: detached({ email, name }), count: 0 }
      this.#people.set(key, tallied)
    }
    this.#bySpelling.set(spelling, tallied)
    return tallied
  }
}

/** A copy of its texts: substrings would keep their piece of the file in memory. */
function detached(person: {
  readonly email: string | undefined
  readonly name: string | undefined
}): PersonReference {
  return JSON.parse(JSON.stringify(person))
}
