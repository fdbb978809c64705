import { minutesFromHours } from '../model/hours.ts'
import { type ImportedRow, isRejected } from './row.ts'

/** The sums of rows. */
export interface ImportSums {
  readonly rows: number
  /** The hours in the file, in seconds. */
  readonly seconds: number
  /** Rows that can be stored, and their minutes after rounding. */
  readonly entries: number
  readonly minutes: number
  /** The seconds that rounding adds or, if negative, removes. */
  readonly roundingSeconds: number
  /** The hours of rows that cannot be entries, in seconds. */
  readonly rejectedSeconds: number
}

export interface PersonSums extends ImportSums {
  /** The id, or the words of the file for an unknown person; `''`: nobody is named. */
  readonly person: string
}

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] }

/** Sums the rows of a file, in total and by person. Rows without a readable duration count as 0 hours. */
export class ImportTotals {
  readonly all: ImportSums = nothing()
  readonly #people = new Map<string, PersonSums>()

  add(row: ImportedRow): void {
    const person = (isRejected(row) ? row.person : row.entry.userId) ?? ''
    let ofPerson = this.#people.get(person)
    if (ofPerson === undefined) {
      ofPerson = { person, ...nothing() }
      this.#people.set(person, ofPerson)
    }
    for (const sums of [this.all, ofPerson]) addTo(sums, row)
  }

  /** By person, in the order of their ids. */
  get people(): readonly PersonSums[] {
    return [...this.#people.values()].toSorted((one, other) => (one.person < other.person ? -1 : 1))
  }
}

function addTo(sums: Writable<ImportSums>, row: ImportedRow): void {
  const seconds = row.seconds ?? 0
  sums.rows++
  sums.seconds += seconds
  const minutes = isRejected(row) ? undefined : minutesFromHours(row.entry.hours)
  if (minutes === undefined) {
    sums.rejectedSeconds += seconds
    return
  }
  sums.entries++
  sums.minutes += minutes
  sums.roundingSeconds += minutes * 60 - seconds
}

function nothing(): ImportSums {
  return { rows: 0, seconds: 0, entries: 0, minutes: 0, roundingSeconds: 0, rejectedSeconds: 0 }
}
