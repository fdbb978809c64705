import { sql } from 'kysely'
import { datesOfWeek, type EntryRecord, type WeekStatus, weekOf } from 'timesheets-sdk/model'
import type { ExternalKey } from 'timesheets-sdk/rules'
import type { Engine, Reader, Transaction } from '../engine.ts'
import { isPostgres, uuidValue } from '../engines/sql.ts'
import { numberOfNoName } from '../names.ts'
import type { EntryRow, StoredEntryRow } from '../schema.ts'
import { entriesView } from '../views.ts'

/** A stored entry with the status of its week. */
export interface StoredEntry {
  readonly record: EntryRecord
  readonly status: WeekStatus
}

export async function findEntry(reader: Reader, id: string): Promise<StoredEntry | undefined> {
  const { rows } = await sql<EntryRow & { readonly status: WeekStatus }>`
    select entry.*, weeks.status from (
      ${sql.raw(entriesView(isPostgres(reader) ? 'postgres' : 'sqlite'))} where stored.id = ${uuidValue(reader, id)}
    ) as entry
    join weeks on weeks.user_id = entry.user_id and weeks.week = entry.week`.execute(reader)
  return rows[0] && storedEntry(rows[0])
}

export async function findEntriesById(
  engine: Engine,
  reader: Reader,
  ids: readonly string[],
): Promise<EntryRecord[]> {
  const rows = await engine.findByKeys(
    reader,
    'stored_entries',
    ['id'],
    ids.map((id) => ({ id })),
  )
  return recordsFromStored(engine, reader, rows)
}

export async function findEntriesByExternalId(
  engine: Engine,
  reader: Reader,
  keys: readonly ExternalKey[],
): Promise<EntryRecord[]> {
  const numbers = await engine.names.numbersOf(
    reader,
    keys.flatMap(({ source, externalOwner }) => [source, externalOwner]),
  )
  const rows = await engine.findByKeys(
    reader,
    'stored_entries',
    ['source', 'external_owner', 'external_id'],
    keys.flatMap(({ source, externalOwner, externalId }) => {
      const [sourceNumber, owner] = [numbers(source), numbers(externalOwner)]
      if (sourceNumber === undefined || owner === undefined) return []
      return [{ source: sourceNumber, external_owner: owner, external_id: externalId }]
    }),
  )
  return recordsFromStored(engine, reader, rows)
}

/** The sources among these that have entries whose external ids are unique per person. */
export async function sourcesWithIdsPerPerson(reader: Reader, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return []
  const rows = await reader
    .selectFrom('names')
    .select('text')
    .where('text', 'in', sources)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('stored_entries')
          .select('id')
          .whereRef('source', '=', 'names.id')
          .where('external_owner', '>', numberOfNoName)
          .where('external_id', 'is not', null),
      ),
    )
    .execute()
  return rows.map(({ text }) => text)
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
  if (entries.length === 0) return
  const numberOf = await engine.names.ensure(
    transaction,
    entries.flatMap(({ userId, project, source, externalOwner }) => [
      userId,
      project,
      source,
      externalOwner ?? '',
    ]),
  )
  const rows = entries.map((entry) => storedFromRecord(entry, numberOf))
  await engine.putRows(transaction, 'stored_entries', rows, mode)
}

export async function deleteEntries(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const values = ids.map((id) => uuidValue(transaction, id))
  await transaction.deleteFrom('stored_entries').where('id', 'in', values).execute()
}

async function recordsFromStored(
  engine: Engine,
  reader: Reader,
  rows: readonly StoredEntryRow[],
): Promise<EntryRecord[]> {
  const textOf = await engine.names.textsOf(
    reader,
    rows.flatMap(({ person, project, source, external_owner: owner }) => [
      person,
      project,
      source,
      ...(owner === null ? [] : [owner]),
    ]),
  )
  return rows.map(({ person, external_owner: owner, ...row }) =>
    recordFromRow({
      ...row,
      user_id: textOf(person),
      project: textOf(row.project),
      source: textOf(row.source),
      external_owner: owner === null ? null : textOf(owner),
      updated_at_ms: row.updated_at_ms ?? row.created_at_ms,
    }),
  )
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

function storedFromRecord(record: EntryRecord, numberOf: (text: string) => number): StoredEntryRow {
  return {
    id: record.id,
    created_at_ms: record.createdAtMs,
    updated_at_ms: record.updatedAtMs === record.createdAtMs ? null : record.updatedAtMs,
    person: numberOf(record.userId),
    project: numberOf(record.project),
    source: numberOf(record.source),
    external_owner: record.externalOwner === null ? null : numberOf(record.externalOwner),
    minutes: record.minutes,
    version: record.version,
    date: record.date,
    billable: record.billable ? 1 : 0,
    week: weekOf(record.date),
    external_id: record.externalId,
    note: record.note,
  }
}
