import { v5 as uuidv5 } from 'uuid'
import type { TableFormat } from '../formats/format.ts'
import { KeyTable } from './key-table.ts'

/** What tells an entry of an export from others: nothing that is usually corrected afterwards. */
export interface ExportedIdentity {
  readonly userId: string
  /** A calendar date. */
  readonly date: string
  /** Of the day; `null` where there is no time. To the minute, whatever the export was told to show. */
  readonly startMinute: number | null
  /** What else there is: client, project. */
  readonly others: readonly string[]
}

// Anything that is not the namespace of something else.
const namespace = '7607620c-7f1a-41ad-aa71-47a43b99bf73'
const minutesPerDay = 1_440

/**
 * Names for exported entries, which make the same export change nothing the second time, and a corrected one change what was
 * corrected: `toggl:2026-11-23T10:23:<a UUID for person, client and project>`, and `:2` for the second with the same.
 *
 * What it keeps for each row is 12 bytes, or nothing, if {@link forgetPlaces} is called between days.
 */
export class ExternalIds {
  readonly #format: TableFormat
  readonly #subjects = new Map<string, { readonly number: number; readonly uuid: string }>()
  readonly #places = new KeyTable()

  constructor(format: TableFormat) {
    this.#format = format
  }

  /**
   * The name of the next row with this identity.
   *
   * @param knownPlace among the rows with this identity, from 1; default: the order that they come in
   */
  next({ userId, date, startMinute, others }: ExportedIdentity, knownPlace?: number): string {
    const subject = this.#subject(userId, others)
    const moment = dayNumber(date) * (minutesPerDay + 1) + (startMinute ?? minutesPerDay)
    const place = knownPlace ?? this.#places.count(moment, subject.number)
    const time = startMinute === null ? '' : `T${formatTime(startMinute)}`
    const name = `${this.#format}:${date}${time}:${subject.uuid}`
    return place === 1 ? name : `${name}:${place}`
  }

  /** Forgets what has been seen, when no row with a date that has been seen is to come. */
  forgetPlaces(): void {
    this.#places.clear()
  }

  #subject(userId: string, others: readonly string[]): { readonly number: number; readonly uuid: string } {
    const key = JSON.stringify([userId, ...others])
    const known = this.#subjects.get(key)
    if (known) return known
    const subject = { number: this.#subjects.size, uuid: uuidv5(key, namespace) }
    this.#subjects.set(key, subject)
    return subject
  }
}

function dayNumber(date: string): number {
  return (Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))) * 31 + Number(date.slice(8, 10))
}

function formatTime(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
