import { emailKey, nameKey, type PersonReference, spellingOf } from './person.ts'

/** Counts the rows of each person named in a file. Spellings that compare as equal are one person. */
export class PersonTally {
  readonly #people = new Map<string, { readonly person: PersonReference; count: number }>()
  // By the original text first: making a key for each row would take most of the time.
  readonly #bySpelling = new Map<string, { readonly person: PersonReference; count: number }>()

  add(person: PersonReference): void {
    const spelling = spellingOf(person)
    const known = this.#bySpelling.get(spelling) ?? this.#addSpelling(spelling, person)
    known.count++
  }

  /** In the order of their first row. */
  get people(): Iterable<{ readonly person: PersonReference; readonly count: number }> {
    return this.#people.values()
  }

  #addSpelling(spelling: string, { userId, email, name }: PersonReference) {
    const person = {
      ...(userId === undefined ? {} : { userId }),
      ...(email === undefined ? {} : { email: emailKey(email) }),
      ...(name === undefined ? {} : { name: nameKey(name) }),
    }
    const key = spellingOf(person)
    let tallied = this.#people.get(key)
    if (tallied === undefined) {
      tallied = { person: detached({ userId, email, name }), count: 0 }
      this.#people.set(key, tallied)
    }
    this.#bySpelling.set(spelling, tallied)
    return tallied
  }
}

/** A copy of its texts: substrings would keep their piece of the file in memory. */
function detached(
  person: { readonly [Member in keyof PersonReference]: string | undefined },
): PersonReference {
  return JSON.parse(JSON.stringify(person))
}
