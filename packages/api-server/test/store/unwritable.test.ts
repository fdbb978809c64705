import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import { Client } from 'pg'
import { freshDatabase } from 'test-postgres'
import { ProblemError } from 'timesheets-sdk/decide'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import { person } from '../support/callers.ts'

const ana = person('ana')
const entry = { date: '2026-11-23', project: 'P', hours: 1, billable: true }

async function problemOf(promise: Promise<unknown>): Promise<ProblemError | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

describe('a SQLite file', () => {
  let dataDir: string
  let opened: OpenTimesheetService
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'timesheets-unwritable-'))
    opened = await openTimesheetService({ dataDir })
  })
  afterEach(async () => {
    await opened.close()
    rmSync(dataDir, { recursive: true })
  })

  /** The most pages of the file, for the writer. Above them SQLite behaves as on a full disk. */
  const limitPages = (pages: number) =>
    opened.database.transaction((transaction) =>
      transaction.executeQuery(CompiledQuery.raw(`pragma max_page_count = ${pages}`)),
    )

  test('on a full disk is a 503 that names the disk, and used again when there is space', async () => {
    const { service } = opened
    await service.createEntry(ana, entry)
    await limitPages(1)
    let problem: ProblemError | undefined
    while (!problem)
      problem = await problemOf(service.createEntry(ana, { ...entry, note: 'x'.repeat(1_000) }))
    expect(problem.problem).toMatchObject({ status: 503, code: 'database_unavailable' })
    expect(String(problem.cause)).toMatch(/database or disk is full/)
    await limitPages(1_000_000)
    await service.ready()
    expect((await service.createEntry(ana, entry)).status).toBe(201)
  })

  test.each([
    ['removed', () => {}],
    ['replaced by a backup', (path: string) => copyFileSync(`${path}.old`, path)],
  ])('that was %s while it was open takes no writes, and is not ready', async (_what, replace) => {
    const { service } = opened
    const path = join(dataDir, 'timesheets.sqlite')
    await service.createEntry(ana, entry)
    renameSync(path, `${path}.old`)
    replace(path)
    for (const attempt of [() => service.createEntry(ana, entry), () => service.ready()]) {
      const problem = await problemOf(attempt())
      expect(problem?.problem).toMatchObject({ status: 503, code: 'database_unavailable' })
      expect(String(problem?.cause)).toMatch(/timesheets\.sqlite was removed or replaced while it was open/)
    }
    renameSync(`${path}.old`, path)
    await service.ready()
    expect((await service.createEntry(ana, entry)).status).toBe(201)
  })

  test('that another program locks is not ready', async () => {
    const other = new SqliteConnection(join(dataDir, 'timesheets.sqlite'))
    other.exec('begin immediate')
    expect((await problemOf(opened.service.ready()))?.problem.code).toBe('database_unavailable')
    other.close()
    await opened.service.ready()
  }, 20_000)
})

describe('a PostgreSQL', () => {
  async function open(databaseUrl: string) {
    return openTimesheetService({ databaseUrl, bounds: { lockMs: 300 } })
  }

  test('that is read-only is not ready, also right after the start', async () => {
    const databaseUrl = await freshDatabase()
    await (await open(databaseUrl)).close()
    const name = new URL(databaseUrl).pathname.slice(1)
    const admin = new Client({ connectionString: databaseUrl })
    await admin.connect()
    await admin.query(`alter database ${name} set default_transaction_read_only = on`)
    const { service, close } = await open(databaseUrl)
    expect((await problemOf(service.ready()))?.problem.code).toBe('database_unavailable')
    expect((await service.getWeek(ana, 'ana', '2026-W48')).status).toBe('open')
    await admin.query(
      `begin; set transaction read write; alter database ${name} reset default_transaction_read_only; commit`,
    )
    await admin.end()
    // Each failure replaces the connections that were read-only.
    while (await problemOf(service.ready())) {}
    await close()
  })

  test('with a locked table is not ready', async () => {
    const databaseUrl = await freshDatabase()
    const { service, close } = await open(databaseUrl)
    const holder = new Client({ connectionString: databaseUrl })
    await holder.connect()
    await holder.query('begin; lock table entries in exclusive mode')
    expect((await problemOf(service.ready()))?.problem.code).toBe('database_unavailable')
    await holder.query('rollback')
    await service.ready()
    await holder.end()
    await close()
  })
})
