import { v5 as uuidv5 } from 'uuid'
import type { TableFormat } from '../formats/format.ts'

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

/**
 * External ids for exported entries. Pushing the same export again changes nothing, and pushing a corrected
 * one only changes the corrected rows: `toggl:2026-11-23T10:23:<a UUID for person, client and project>`, with
 * `:2` for the second row with the same identity.
 */
export class ExternalIds {
  readonly #format: TableFormat
  readonly #subjects = new Map<string, string>()

  constructor(format: TableFormat) {
    this.#format = format
  }

  /** @param place the number of the row among rows with this identity, from 1; see `ContentOrder` */
  of({ userId, date, startMinute, others }: ExportedIdentity, place: number): string {
    const time = startMinute === null ? '' : `T${formatTime(startMinute)}`
    const name = `${this.#format}:${date}${time}:${this.#subject(userId, others)}`
    return place === 1 ? name : `${name}:${place}`
  }

  #subject(userId: string, others: readonly string[]): string {
    const key = JSON.stringify([userId, ...others])
    const known = this.#subjects.get(key)
    if (known !== undefined) return known
    const uuid = uuidv5(key, namespace)
    this.#subjects.set(key, uuid)
    return uuid
  }
}

function formatTime(minute: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
