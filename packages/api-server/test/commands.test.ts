import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from 'test-postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../src/services/index.ts'
import { copyDatabase } from '../src/store/copy.ts'
import { addDeliveries } from '../src/store/events/webhook-deliveries.ts'
import { inspectDatabase } from '../src/store/inspect.ts'
import { type DatabaseLocation, openDatabase } from '../src/store/open.ts'
import { machine, person } from './support/callers.ts'
import { dumpOf } from './support/dump.ts'
import { audience, startIssuer, type TestIssuer } from './support/issuer.ts'
import { startFakePooler } from './support/pooler.ts'
import { runVerb } from './support/program.ts'

const dayMs = 86_400_000
const keeper = person('keeper', 'manage:timesheets')
const payroll = machine('payroll')
const reader = { ...payroll, scopes: new Set(['read:timesheets', 'manage:timesheets']) }

let issuer: TestIssuer
let folder: string
let settings: Record<string, string>
beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'timesheets-commands-'))
  settings = { ISSUER_BASE_URL: issuer.url, AUDIENCE: audience, DATA_DIR: join(folder, 'data') }
})
afterEach(() => rmSync(folder, { recursive: true }))

async function withService<T>(
  location: DatabaseLocation,
  work: (open: OpenTimesheetService) => Promise<T>,
  now?: () => number,
): Promise<T> {
  const open = await openTimesheetService({ ...location, ...(now && { now }) })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

/** Rows in every table that the move has to get right: flags, nulls, dates, JSON and large logs. */
async function fill({ service, database }: OpenTimesheetService): Promise<void> {
  const ada = person('ada', 'create:timesheets', 'read:timesheets')
  const somebody = {
    name: 'Ada Ünlü',
    kind: 'employee',
    expectedHoursPerWeek: 38.5,
    activeFrom: '2026-01-01',
    timeZone: 'Europe/Berlin',
  } as const
  await service.putPerson(keeper, 'ada', somebody)
  await service.putAbsence(keeper, 'ada', '2026-08-03', { to: '2026-08-07', kind: 'vacation' })
  await service.putProject(keeper, 'ACME-42', { name: 'Stocktaking', billable: false })
  const items = Array.from({ length: 500 }, (_, index) => ({
    date: `2026-11-${String((index % 28) + 1).padStart(2, '0')}`,
    project: 'P',
    hours: 0.25,
    ...(index % 3 === 0 ? { note: `line ${index}` } : {}),
    externalId: `row-${index}`,
  }))
  const entries = items.map((entry) => ({ entry }))
  const idempotency = { key: 'once', operation: 'pushEntries', bodyDigest: 'x' }
  await service.pushEntries(ada, entries, { dryRun: false, idempotency })
  await service.actOnWeek(ada, { userId: 'ada', week: '2026-W45', action: 'submit' })
  const webhook = { url: 'https://example.com/', events: ['week.*' as const] }
  const { id } = await service.createWebhook(reader, webhook, undefined)
  const attempt = {
    sequence: 7,
    type: 'week.submitted',
    messageId: 'msg_7',
    status: null,
    durationMs: 15_000,
  }
  const failed = {
    ...attempt,
    id: uuidv7(),
    atMs: 1,
    attempt: 1,
    failure: 'returned 500',
    nextAttemptAtMs: 2,
  }
  await database.transaction((transaction) => addDeliveries(database, transaction, id, [failed]))
}

describe('check', () => {
  test('prints a line each for settings, database and issuer, and creates nothing', async () => {
    const { code, lines, stderr } = await runVerb(['check'], settings)
    expect(lines).toEqual([
      expect.stringMatching(/^ok {5}settings: complete; the audience is /),
      `ok     database: SQLite in ${settings.DATA_DIR}: there is none yet; the first start creates it`,
      'ok     issuer: its keys can be read',
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(existsSync(String(settings.DATA_DIR))).toBe(false)
  })

  test('says everything that is wrong, not only the first, and ends with code 2', async () => {
    const wrong = { ...settings, PORT: 'x', DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x' }
    const { code, lines } = await runVerb(['check'], wrong)
    expect(code).toBe(2)
    expect(lines).toEqual([
      expect.stringMatching(/^wrong {2}settings: PORT is "x": /),
      expect.stringMatching(/^wrong {2}database: DATABASE_URL: start that database, /),
      'wrong  issuer: not checked: correct the settings first',
    ])
    expect(lines.join()).not.toContain('hunter2')
  })

  test('tries a write to the database, and names an issuer that is away', async () => {
    await withService({ dataDir: String(settings.DATA_DIR) }, fill)
    issuer.goAway()
    const { code, lines } = await runVerb(['check'], settings)
    issuer.comeBack()
    expect(code).toBe(2)
    expect(lines[1]).toMatch(/: writable and up to date; the last event is 50\d$/)
    expect(lines[2]).toMatch(/^wrong {2}issuer: /)
  })
})

describe('backup', () => {
  test('refuses a pooler, whose connections pg_dump would leave without a search_path', async () => {
    const databaseUrl = await freshDatabase()
    await using pooler = await startFakePooler(databaseUrl, 'transaction')
    const file = join(folder, 'backup')
    const { code, stderr } = await runVerb(['backup', '--to', file], {
      ...settings,
      DATABASE_URL: pooler.url,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^DATABASE_URL leads to a pooler, .*: set it to the address of PostgreSQL itself/)
    expect(existsSync(file)).toBe(false)
  })

  test('is complete, never overwrites a file, and starts a generation when it is opened', async () => {
    await withService({ dataDir: String(settings.DATA_DIR) }, fill)
    const file = join(folder, 'restored', 'timesheets.sqlite')
    expect(await runVerb(['backup', '--to', file], settings)).toMatchObject({ code: 2, lines: [] })
    const copy = join(folder, 'timesheets.sqlite')
    const { code, lines } = await runVerb(['backup', '--to', copy], settings)
    expect({ code, lines }).toEqual({ code: 0, lines: [expect.stringMatching(/^wrote .*, \d+ bytes$/)] })
    expect(await runVerb(['backup', '--to', copy], settings)).toMatchObject({
      code: 2,
      stderr: `--to: ${copy} exists: name a new file\n`,
    })
    await withService({ dataDir: folder }, async (open) => {
      expect(open.restored).toMatchObject({ reason: 'the database is a restored backup' })
      const { data } = await open.service.listEvents(reader, {}, { after: 0 }, 1_000)
      expect(data).toHaveLength(open.restored?.after ?? -1)
    })
  })
})

describe('move', () => {
  test('continues after an interruption, and both databases are the same afterwards', async () => {
    const location = { dataDir: String(settings.DATA_DIR) }
    const databaseUrl = await freshDatabase()
    await withService(location, fill)
    const from = await openDatabase(location)
    const to = await openDatabase({ databaseUrl }, 'move')
    const expected = await dumpOf(from)
    const interrupted = copyDatabase(from, to)
    for (let table = 0; table < 3; table++) await interrupted.next()
    await interrupted.return(undefined)
    // A half of a table is there as well.
    await to.transaction((transaction) =>
      transaction
        .deleteFrom('stored_entries')
        .where('id', '>', idInTheMiddle(expected.stored_entries))
        .execute(),
    )
    await from.close()
    await to.close()

    const target = { ...settings, DATABASE_URL: databaseUrl }
    const halfMoved =
      'a move into it has not finished: run `timesheets-server move` again, or name another database'
    await expect(inspectDatabase({ databaseUrl })).rejects.toThrow(halfMoved)
    expect(await runVerb(['serve'], target)).toMatchObject({
      code: 2,
      stderr: `DATABASE_URL: the database can't be used: ${halfMoved}\n`,
    })
    const { code, lines, stderr } = await runVerb(['move', '--from', 'sqlite'], target)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines[1]).toMatch(/^stored_entries: 500 rows, sha256 [\da-f]{64}$/)
    expect(lines.at(-1)).toMatch(/^moved to PostgreSQL at 127\.0\.0\.1:/)
    expect(lines.join()).not.toContain('postgres:')
    await withService({ databaseUrl }, async (open) => {
      expect(open.restored).toBeUndefined()
      const moved = await dumpOf(open.database)
      const counts = (dump: Record<string, unknown[]>) =>
        Object.entries(dump).map(([table, rows]) => `${table} ${rows.length}`)
      expect(counts(moved)).toEqual(counts(expected))
      const last = moved.stored_events?.length ?? 0
      // The log goes on with the next number.
      await open.service.createEntry(person('new'), { date: '2026-11-23', project: 'P', hours: 1 })
      const { data } = await open.service.listEvents(reader, {}, { after: last }, 10)
      expect(data.map(({ sequence }) => sequence)).toEqual([last + 1])
    })
    expect(await runVerb(['move', '--from', 'sqlite'], target)).toMatchObject({
      code: 2,
      stderr: "DATABASE_URL: the database can't be used: an API has used it: name an empty database\n",
    })
  })

  function idInTheMiddle(rows: unknown[] = []): string {
    const ids = rows.map((row) => JSON.parse(String(row)).id as string).sort()
    return ids[250] ?? ''
  }
})

describe('prune', () => {
  const longAgoMs = Date.now() - 400 * dayMs
  const args = (archive: string) => ['prune', '--keep-days', '365', '--archive', archive]

  async function logTime({ service }: OpenTimesheetService, ms: number, count: number): Promise<void> {
    const date = new Date(ms).toISOString().slice(0, 10)
    for (let number = 0; number < count; number++) {
      await service.createEntry(person(`p-${number}`), { date, project: 'P', hours: 1 })
    }
  }

  test('archives old events, and readers of them are told', async () => {
    const location = { dataDir: String(settings.DATA_DIR) }
    await withService(
      location,
      (open) => logTime(open, longAgoMs, 9),
      () => longAgoMs,
    )
    await withService(location, (open) => logTime(open, Date.now(), 1))
    const archive = join(folder, 'events.ndjson')
    const { code, lines } = await runVerb(args(archive), settings)
    expect(code).toBe(0)
    expect(lines[0]).toBe(`events: 9 through 9 are in ${archive}`)
    const archived = readFileSync(archive, 'utf8').trimEnd().split('\n')
    expect(archived.map((line) => JSON.parse(line).sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    await withService(location, async ({ service }) => {
      await expect(service.listEvents(reader, {}, { after: 5 }, 10)).rejects.toMatchObject({
        problem: { code: 'events_gone', after: 9 },
      })
      const { data } = await service.listEvents(reader, {}, { after: 0 }, 10)
      expect(data.map(({ sequence }) => sequence)).toEqual([10])
    })
    // The rest is too new, and the archive stays.
    expect((await runVerb(args(archive), settings)).lines[0]).toBe('events: none to archive')
    expect(readFileSync(archive, 'utf8').trimEnd().split('\n')).toEqual(archived)
  })

  test('removes nothing if the archive does not fit on the disk', async () => {
    const databaseUrl = await freshDatabase()
    await withService(
      { databaseUrl },
      (open) => logTime(open, longAgoMs, 9),
      () => longAgoMs,
    )
    await withService({ databaseUrl }, (open) => logTime(open, Date.now(), 1))
    const archive = join(folder, 'events.ndjson')
    const target = { ...settings, DATABASE_URL: databaseUrl }
    // The largest file that the process may write: the first write stops there without an error.
    const { code, stderr } = await runVerb(args(archive), target, 'ulimit -f 2; exec "$@"')
    expect({ code, stderr }).toEqual({ code: 2, stderr: `--archive: ${archive} cannot be written (EFBIG)\n` })
    expect(readdirSync(folder)).toEqual([])
    await withService({ databaseUrl }, async ({ service }) => {
      expect((await service.listEvents(reader, {}, { after: 0 }, 20)).data).toHaveLength(10)
    })
  })

  test('keeps the newest event, those that a webhook has not delivered, and an existing file', async () => {
    const location = { dataDir: String(settings.DATA_DIR) }
    await withService(
      location,
      async (open) => {
        await logTime(open, longAgoMs, 9)
        await open.service.createWebhook(
          reader,
          { url: 'https://example.com/', events: ['week.*'] },
          undefined,
        )
        await open.database.transaction((transaction) =>
          transaction.updateTable('webhooks').set({ delivered_through: 7 }).execute(),
        )
      },
      () => longAgoMs,
    )
    const archive = join(folder, 'events.ndjson')
    writeFileSync(archive, 'kept')
    const refused = await runVerb(args(archive), settings)
    expect(refused).toMatchObject({ code: 2, stderr: `--archive: ${archive} exists: name a new file\n` })
    rmSync(archive)
    expect((await runVerb(args(archive), settings)).lines[0]).toBe(`events: 7 through 7 are in ${archive}`)
  })
})

test('migrate creates the database, and restored starts a generation', async () => {
  const migrated = await runVerb(['migrate'], settings)
  expect(migrated).toMatchObject({ code: 0, lines: [`SQLite in ${settings.DATA_DIR} is up to date`] })
  await withService({ dataDir: String(settings.DATA_DIR) }, fill)
  const { lines } = await runVerb(['restored'], settings)
  expect(lines[0]).toMatch(/^the event log starts generation [\da-f]{12} after event 50\d$/)
})

test.each([
  ['backup', '--to', 'backup'],
  ['restored'],
  ['prune', '--keep-days', '1', '--archive', 'archive'],
  ['move', '--from', 'sqlite', '--to', 'postgres://127.0.0.1:1/x'],
])('%s does not take a DATA_DIR without a database for an empty one', async (...args) => {
  const DATA_DIR = join(folder, 'mistyped')
  const { code, stderr } = await runVerb(args, { ...settings, DATA_DIR })
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `DATA_DIR is "${DATA_DIR}", where there is no timesheets.sqlite: set it to the folder of the database\n`,
  })
  expect(existsSync(DATA_DIR)).toBe(false)
})

test.each([
  [['sever'], /unknown command|too many arguments/],
  [['prune', '--keep-days', '0', '--archive', 'x'], /Write a whole number of days, 1 or more/],
  [['move'], /--from/],
  [['move', '--from', 'sqlite'], /^--to is missing: name the postgres:\/\/ URL/],
  [['backup', '--to', ''], /^--to is empty: name a new file/],
  [['backup', '--to', '/nowhere/at/all/backup'], /^--to: there is no folder \/nowhere\/at\/all: create it/],
  [['move', '--from', 'sqlite', '--to', 'mysql://x'], /^DATABASE_URL is not a postgres:\/\/ URL/],
])('%j is wrong usage: one message, and code 2', async (args, message) => {
  const { code, stderr } = await runVerb(args, settings)
  expect(stderr).toMatch(message)
  expect(code).toBe(2)
})
