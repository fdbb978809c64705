import type { ImportLayout } from './formats/layout.ts'
import type { PersonMatch, PersonMatcher } from './people/matcher.ts'
import { spellingOf } from './people/person.ts'
import { personOf } from './record.ts'

/** Finds the person of each row and remembers them, because a file has few people and many rows. */
export class RowPeople {
  readonly #layout: ImportLayout
  readonly #people: PersonMatcher
  readonly #matches = new Map<string, PersonMatch>()

  constructor(layout: ImportLayout, people: PersonMatcher) {
    this.#layout = layout
    this.#people = people
  }

  match(cells: readonly string[]): PersonMatch {
    const person = personOf(this.#layout, cells)
    const spelling = spellingOf(person)
    const known = this.#matches.get(spelling)
    if (known) return known
    const match = this.#people.match(person)
    this.#matches.set(spelling, match)
    return match
  }
}
