import type { EntryRecord, WeekStatus } from 'timesheets-sdk/model'
import type { Names, Reader } from '../engine.ts'
import { uuidOf } from '../engines/sql.ts'

/** A listed entry with the status of its week. */
export interface ListedEntry extends Omit<EntryRecord, 'externalOwner' | 'billable'> {
  readonly status: WeekStatus
  /** 0 or 1 in SQLite. */
  readonly billable: boolean | number
}

/** An entry as it is read: with the numbers of names. */
export interface NumberedEntry extends Omit<ListedEntry, 'userId' | 'project' | 'source' | 'updatedAtMs'> {
  readonly userId: number
  readonly project: number
  readonly source: number
  readonly updatedAtMs: number | null
}

/** The entries with texts in the place of numbers. */
export async function withTexts(
  names: Names,
  reader: Reader,
  rows: readonly NumberedEntry[],
): Promise<ListedEntry[]> {
  const numbers: number[] = []
  for (const { userId, project, source } of rows) numbers.push(userId, project, source)
  const textOf = await names.textsOf(reader, numbers)
  return rows.map((row) => ({
    id: uuidOf(row.id),
    userId: textOf(row.userId),
    date: row.date,
    project: textOf(row.project),
    minutes: row.minutes,
    note: row.note,
    billable: row.billable,
    externalId: row.externalId,
    source: textOf(row.source),
    status: row.status,
    createdAtMs: row.createdAtMs,
    updatedAtMs: row.updatedAtMs ?? row.createdAtMs,
    version: row.version,
  }))
}
