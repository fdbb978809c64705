import { randomUUID } from 'node:crypto'
import { minutesFromHours, weekOf } from 'timesheets-sdk/model'
import type { PushedEntry } from '../data/entries.ts'

export const entryColumns = [
  'id',
  'user_id',
  'date',
  'week',
  'project',
  'minutes',
  'note',
  'billable',
  'external_id',
  'external_owner',
  'source',
  'created_at_ms',
  'updated_at_ms',
  'version',
] as const

export const eventColumns = [
  'time_ms',
  'actor',
  'client',
  'action',
  'subject_type',
  'subject_id',
  'user_id',
  'week',
  'after',
] as const

export type Value = string | number | null

/** The rows that the API stores for an entry: entry and event, as values in the order of the columns. */
export interface RawRow {
  readonly entry: readonly Value[]
  readonly event: readonly Value[]
}

/**
 * The rows that the API makes of entries, prepared beforehand: the time an engine needs for them is the lower
 * limit.
 * @param id increasing, as the API's are: it decides where in the index a row goes
 */
export function rawRow(entry: PushedEntry, id: string, nowMs: number): RawRow {
  const client = 'm2m-push'
  const actor = `${client}@clients`
  const week = weekOf(entry.date)
  const time = new Date(nowMs).toISOString()
  const after = JSON.stringify({
    id,
    ...entry,
    source: client,
    status: 'open',
    createdAt: time,
    updatedAt: time,
    version: 1,
  })
  return {
    entry: [
      id,
      entry.userId,
      entry.date,
      week,
      entry.project,
      minutesFromHours(entry.hours) ?? 0,
      entry.note,
      entry.billable ? 1 : 0,
      entry.externalId,
      '',
      client,
      nowMs,
      nowMs,
      1,
    ],
    event: [nowMs, actor, client, 'entry.created', 'entry', id, entry.userId, week, after],
  }
}

/** Ids in the form of UUIDv7: they begin with the time, so they increase. */
export function increasingIds(): () => string {
  let count = Date.now() * 1_000
  return () => {
    const time = (++count).toString(16).padStart(12, '0').slice(-12)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
  }
}
