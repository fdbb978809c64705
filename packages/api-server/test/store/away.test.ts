import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from 'test-postgres'
import { ProblemError } from 'timesheets-sdk/decide'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { DatabaseUnavailableError } from '../../src/store/engine.ts'
import { openDatabase } from '../../src/store/open.ts'
import { person } from '../support/callers.ts'

const ana = person('ana')
const entry = { date: '2026-11-23', project: 'P', hours: 1, billable: true }
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )

describe('a PostgreSQL that goes away', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  }, 60_000)
  afterAll(() => server.stop())

  test('makes reads and writes fail as unavailable, and is used again when it is back', async () => {
    const databaseUrl = await server.createDatabase()
    const { service, close } = await openTimesheetService({ databaseUrl })
    const { entry: made } = await service.createEntry(ana, entry)
    await server.kill9()
    // Its processes for connections end a moment after it.
    await expect.poll(() => reasonOf(service.ready())).toBeInstanceOf(ProblemError)
    for (const attempt of [
      () => service.ready(),
      () => service.createEntry(ana, entry),
      () => service.getEntry(ana, made.id),
      () => service.pushEntries(ana, [{ entry }], { dryRun: true }),
    ]) {
      const reason = await reasonOf(attempt())
      expect(reason).toBeInstanceOf(ProblemError)
      expect((reason as ProblemError).problem).toMatchObject({ status: 503, code: 'database_unavailable' })
    }
    await server.restart()
    await service.ready()
    expect(await service.getEntry(ana, made.id)).toEqual(made)
    expect((await service.createEntry(ana, entry)).status).toBe(201)
    await close()
  }, 60_000)

  test('is reported at the start without its password', async () => {
    const reason = await reasonOf(openDatabase({ databaseUrl: 'postgres://ana:s3cret@127.0.0.1:1/none' }))
    expect(reason).toBeInstanceOf(DatabaseUnavailableError)
    expect(String(reason)).not.toContain('s3cret')
  })
})

describe('a SQLite that cannot be used', () => {
  test('is reported with its reason: no folder to make', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'timesheets-away-'))
    writeFileSync(join(dir, 'file'), '')
    const reason = await reasonOf(openDatabase({ dataDir: join(dir, 'file', 'data') }))
    expect(reason).toBeInstanceOf(DatabaseUnavailableError)
    rmSync(dir, { recursive: true })
  })

  test('is reported with its reason: a folder that is a link to nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'timesheets-away-'))
    symlinkSync(join(dir, 'nothing'), join(dir, 'link'))
    const reason = await reasonOf(openDatabase({ dataDir: join(dir, 'link') }))
    expect(reason).toBeInstanceOf(DatabaseUnavailableError)
    rmSync(dir, { recursive: true })
  })

  // Root may write every file.
  test.skipIf(process.getuid?.() === 0)('is reported with its reason: a file to read only', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'timesheets-away-'))
    await (await openDatabase({ dataDir: dir })).close()
    chmodSync(join(dir, 'timesheets.sqlite'), 0o444)
    expect(await reasonOf(openDatabase({ dataDir: dir }))).toMatchObject({
      message: expect.stringMatching(/EACCES: permission denied, access '.*timesheets\.sqlite'/),
    })
    rmSync(dir, { recursive: true })
  })

  test('is reported with its reason: a file that is not a database', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'timesheets-away-'))
    writeFileSync(join(dir, 'timesheets.sqlite'), 'this is a text, and no database at all'.repeat(100))
    const reason = await reasonOf(openDatabase({ dataDir: dir }))
    expect(reason).toBeInstanceOf(DatabaseUnavailableError)
    chmodSync(dir, 0o700)
    rmSync(dir, { recursive: true })
  })
})
