import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConflictError, type Engine } from '../../../src/store/engine.ts'
import { initial } from '../../../src/store/migrations/0001-initial.ts'
import { weekLife } from '../../../src/store/migrations/0002-week-life.ts'
import { openDatabase } from '../../../src/store/open.ts'
import type { EntryRow, WeekRow } from '../../../src/store/schema.ts'
import { findEntriesById, putEntries } from '../../../src/store/timesheets/entries.ts'

interface Before {
  entries: EntryRow
  weeks: WeekRowBefore
}
/** The columns that later migrations added. */
const addedLater = {
  submitted_by: null,
  expected_minutes: null,
  kind: null,
  manager_id: null,
  entries_digest: null,
  corrected_at_ms: null,
}

type WeekRowBefore = Omit<
  WeekRow,
  'submitted_by' | 'expected_minutes' | 'kind' | 'manager_id' | 'entries_digest' | 'corrected_at_ms'
>

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'timesheets-migration-'))
})
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true })
})

const idOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`
const entries = Array.from(
  { length: 500 },
  (_, index): EntryRow => ({
    id: idOf(index),
    user_id: `auth0|${index % 7}`,
    date: `2026-11-${String(1 + (index % 28)).padStart(2, '0')}`,
    week: '2026-W48',
    project: `P-${index % 3}`,
    minutes: 15 + index,
    note: index % 2 === 0 ? null : `Prüfung ${index} ✓`,
    billable: index % 5 === 0 ? 0 : 1,
    external_id: index % 4 === 0 ? null : `x-${index}`,
    external_owner: index % 4 === 0 ? null : '',
    source: 'push',
    created_at_ms: 1_700_000_000_000 + index,
    updated_at_ms: 1_700_000_000_001 + index,
    version: 1 + index,
  }),
)
const weeks = Array.from(
  { length: 90 },
  (_, index): WeekRowBefore => ({
    user_id: `auth0|${index % 9}`,
    week: `2026-W${10 + Math.floor(index / 9)}`,
    status: (['open', 'submitted', 'approved', 'rejected'] as const)[index % 4] ?? 'open',
    monday_minutes: index,
    tuesday_minutes: 2,
    wednesday_minutes: 3,
    thursday_minutes: 4,
    friday_minutes: 5,
    saturday_minutes: 6,
    sunday_minutes: 7,
    billable_minutes: 20,
    submitted_at_ms: index % 2 === 0 ? null : 10 + index,
    decided_at_ms: null,
    decided_by: index % 3 === 0 ? 'auth0|mia' : null,
    reason: index % 3 === 0 ? 'Mo fehlt' : null,
    entries_changed_at_ms: 30 + index,
    rejected_at_ms: null,
    version: 1 + index,
  }),
)

/** A database as it was before, with these rows in it. */
async function fillBefore(): Promise<void> {
  const connection = new SqliteConnection(join(dataDir, 'timesheets.sqlite'))
  const db = new Kysely<Before>({ dialect: new SqliteDialect({ database: connection }) })
  const migrations = { '0001-initial': initial('sqlite'), '0002-week-life': weekLife('sqlite') }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  expect(error).toBeUndefined()
  await db.transaction().execute(async (transaction) => {
    for (const entry of entries) await transaction.insertInto('entries').values(entry).execute()
    for (const week of weeks) await transaction.insertInto('weeks').values(week).execute()
  })
  await db.destroy()
}

async function migrated(use: (engine: Engine) => Promise<void>): Promise<void> {
  await fillBefore()
  const engine = await openDatabase({ dataDir })
  try {
    await use(engine)
  } finally {
    await engine.close()
  }
}

test('no entry and no week of a database that is there is lost or changed', () =>
  migrated(async ({ reader }) => {
    expect(await reader.selectFrom('entries').selectAll().orderBy('id').execute()).toEqual(entries)
    const stored = await reader.selectFrom('weeks').selectAll().orderBy('week').orderBy('user_id').execute()
    expect(stored).toEqual(weeks.map((week) => ({ ...week, ...addedLater })))
  }))

test('an id and an external id are still one entry’s alone', () =>
  migrated(async (engine) => {
    const [known] = await findEntriesById(engine, engine.reader, [idOf(1)])
    if (!known) throw new Error('the entry is gone')
    const insert = (id: string, externalId: string) =>
      engine.transaction((transaction) =>
        putEntries(
          engine,
          transaction,
          [{ ...known, id, externalId, userId: 'auth0|zoe', date: '2026-12-01' }],
          'insert',
        ),
      )
    await expect(insert(known.id, 'another')).rejects.toBeInstanceOf(ConflictError)
    await expect(insert(idOf(900), 'x-1')).rejects.toBeInstanceOf(ConflictError)
  }))

test('an entry that gets another day or person is moved, not doubled', () =>
  migrated(async (engine) => {
    const [known] = await findEntriesById(engine, engine.reader, [idOf(1)])
    if (!known) throw new Error('the entry is gone')
    const moved = { ...known, userId: 'auth0|zoe', date: '2026-12-01', version: known.version + 1 }
    await engine.transaction((transaction) => putEntries(engine, transaction, [moved], 'upsert'))
    expect(await findEntriesById(engine, engine.reader, [idOf(1)])).toEqual([moved])
    const { count } = await engine.reader
      .selectFrom('entries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(count).toBe(entries.length)
  }))
