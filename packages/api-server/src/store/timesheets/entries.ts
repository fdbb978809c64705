import { datesOfWeek, type EntryRecord, type WeekStatus, weekOf } from 'timesheets-sdk/model'
import type { ExternalKey } from 'timesheets-sdk/rules'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { EntryRow, NewRow } from '../schema.ts'

/** A stored entry with the status of its week. */
export interface StoredEntry {
  readonly record: EntryRecord
  readonly status: WeekStatus
}

export async function findEntry(reader: Reader, id: string): Promise<StoredEntry | undefined> {
  const row = await reader
    .selectFrom('entries')
    .innerJoin('weeks', (join) =>
      join.onRef('weeks.user_id', '=', 'entries.user_id').onRef('weeks.week', '=', 'entries.week'),
    )
    .selectAll('entries')
    .select('weeks.status')
    .where('entries.id', '=', id)
    .executeTakeFirst()
  return row && storedEntry(row)
}

export async function findEntriesById(
  engine: Engine,
  reader: Reader,
  ids: readonly string[],
): Promise<EntryRecord[]> {
  const rows = await engine.findByKeys(
    reader,
    'entries',
    ['id'],
    ids.map((id) => ({ id })),
  )
  return rows.map(recordFromRow)
}

export async function findEntriesByExternalId(
  engine: Engine,
  reader: Reader,
  keys: readonly ExternalKey[],
): Promise<EntryRecord[]> {
  const rows = await engine.findByKeys(
    reader,
    'entries',
    ['source', 'external_owner', 'external_id'],
    keys.map((key) => ({
      source: key.source,
      external_owner: key.externalOwner,
      external_id: key.externalId,
    })),
  )
  return rows.map(recordFromRow)
}

/** The sources among these that have entries whose external ids are unique per person. */
export async function sourcesWithIdsPerPerson(reader: Reader, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return []
  const rows = await reader
    .selectFrom('entries')
    .select('source')
    .distinct()
    .where('source', 'in', sources)
    .where('external_owner', '>', '')
    .where('external_id', 'is not', null)
    .execute()
  return rows.map(({ source }) => source)
}

/** The entries of people in some weeks. */
export async function entriesOfWeeks(
  reader: Reader,
  userIds: readonly string[],
  weeks: readonly string[],
): Promise<{ readonly userId: string; readonly week: string; readonly entry: EntryRecord }[]> {
  const days = weeks
    .flatMap((week) => [datesOfWeek(week)[0] as string, datesOfWeek(week)[6] as string])
    .sort()
  const rows = await reader
    .selectFrom('entries')
    .selectAll()
    .where('user_id', 'in', userIds)
    // By the dates, which are in the index.
    .where('date', '>=', days[0] as string)
    .where('date', '<=', days.at(-1) as string)
    .where('week', 'in', weeks)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, week: row.week, entry: recordFromRow(row) }))
}

/** Writes new and changed entries. */
export async function putEntries(
  engine: Engine,
  transaction: Transaction,
  entries: readonly EntryRecord[],
  mode: 'insert' | 'upsert',
): Promise<void> {
  await engine.putRows(transaction, 'entries', entries.map(rowFromRecord), mode)
}

export async function deleteEntries(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await transaction.deleteFrom('entries').where('id', 'in', ids).execute()
}

function storedEntry(row: EntryRow & { status: WeekStatus }): StoredEntry {
  return { record: recordFromRow(row), status: row.status }
}

function recordFromRow(row: EntryRow): EntryRecord {
  return {
    id: row.id,
    userId: row.user_id,
    date: row.date,
    project: row.project,
    minutes: row.minutes,
    note: row.note,
    billable: Boolean(row.billable),
    externalId: row.external_id,
    externalOwner: row.external_owner,
    source: row.source,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
    version: row.version,
  }
}

function rowFromRecord(record: EntryRecord): NewRow<'entries'> {
  return {
    id: record.id,
    user_id: record.userId,
    date: record.date,
    week: weekOf(record.date),
    project: record.project,
    minutes: record.minutes,
    note: record.note,
    billable: record.billable ? 1 : 0,
    external_id: record.externalId,
    external_owner: record.externalOwner,
    source: record.source,
    created_at_ms: record.createdAtMs,
    updated_at_ms: record.updatedAtMs,
    version: record.version,
  }
}
