import { v5 as uuidv5 } from 'uuid'
import type { TableFormat } from '../formats/format.ts'
import { KeyTable } from './key-table.ts'

/** The identity of an exported entry, without members that are usually corrected later. */
export interface ExportedIdentity {
  readonly userId: string
  /** A calendar date. */
  readonly date: string
  /**
   * The start as a minute of the day; `null` without a time. Exports can hide seconds, so they are ignored.
   */
  readonly startMinute: number | null
  /** Other columns, such as client and project. */
  readonly others: readonly string[]
}

// A random namespace that is not used anywhere else.
const namespace = '7607620c-7f1a-41ad-aa71-47a43b99bf73'
const minutesPerDay = 1_440

/**
 * External ids for exported entries. Pushing the same export again changes nothing, and pushing a corrected
 * one only changes the corrected rows: `toggl:2026-11-23T10:23:<a UUID for person, client and project>`, with
 * `:2` for the second row with the same identity.
 *
 * It keeps 12 bytes per row, or nothing if {@link forgetPlaces} is called between days.
 */
export class ExternalIds {
  readonly #format: TableFormat
  readonly #subjects = new Map<string, { readonly number: number; readonly uuid: string }>()
  readonly #places = new KeyTable()

  constructor(format: TableFormat) {
    this.#format = format
  }

  /**
   * The id of the next row with this identity.
   *
   * @param knownPlace its number among rows with this identity, from 1; default: by order of arrival
   */
  next({ userId, date, startMinute, others }: ExportedIdentity, knownPlace?: number): string {
    const subject = this.#subject(userId, others)
    const moment = dayNumber(date) * (minutesPerDay + 1) + (startMinute ?? minutesPerDay)
    const place = knownPlace ?? this.#places.count(moment, subject.number)
    const time = startMinute === null ? '' : `T${formatTime(startMinute)}`
    const name = `${this.#format}:${date}${time}:${subject.uuid}`
    return place === 1 ? name : `${name}:${place}`
  }

  /** Forgets all rows so far. Call it when no more rows with an earlier date can come. */
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
