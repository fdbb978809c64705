import { Client } from 'pg'
import { freshDatabase } from 'test-postgres'
import { ProblemError } from 'timesheets-sdk/decide'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { DatabaseUnavailableError } from '../../src/store/engine.ts'
import { openPostgres } from '../../src/store/engines/postgres.ts'
import { statementName } from '../../src/store/engines/postgres-pipeline.ts'
import { person } from '../support/callers.ts'
import { type SilentProxy, startSilentProxy } from '../support/silent-proxy.ts'

const ana = person('ana')
const entry = { date: '2026-11-23', project: 'P', hours: 1, billable: true }
/** Short enough for a test, in the same order as the defaults. */
const bounds = { idleMs: 300, lockMs: 1_000, transactionReplyMs: 500, replyMs: 1_000 }

let databaseUrl: string
let proxy: SilentProxy
const closing: (() => Promise<void>)[] = []
beforeAll(async () => {
  databaseUrl = await freshDatabase()
  proxy = await startSilentProxy(databaseUrl)
}, 60_000)
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(() => proxy.close())

async function open(url: string) {
  const opened = await openTimesheetService({ databaseUrl: url, bounds })
  closing.push(opened.close)
  return opened
}

async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'done',
    (reason: unknown) => (reason instanceof ProblemError ? reason.problem.code : reason),
  )
}

describe('a connection that goes silent without being closed', () => {
  test('costs the writes under way a 503, and the process goes on by itself', async () => {
    const { service } = await open(proxy.url)
    await service.createEntry(ana, entry)
    proxy.silence()
    const first = await Promise.all([
      outcomeOf(service.createEntry(ana, entry)),
      outcomeOf(service.createEntry(ana, entry)),
    ])
    expect(first).toEqual(['database_unavailable', 'database_unavailable'])
    // Older connections are as silent: none of them is tried.
    expect(await Promise.all([1, 2, 3].map(() => outcomeOf(service.createEntry(ana, entry))))).toEqual([
      'done',
      'done',
      'done',
    ])
    await service.ready()
  })

  test('keeps no locks: another process writes to the same week', async () => {
    const [cut, healthy] = [await open(proxy.url), await open(databaseUrl)]
    const { database } = cut
    const held = outcomeOf(
      database.transaction(async (transaction) => {
        await database.lockEventLog(transaction)
        await database.flush(transaction)
        proxy.silence()
        await database.flush(transaction)
      }),
    )
    expect(await outcomeOf(healthy.service.createEntry(ana, entry))).toBe('done')
    expect(await held).toBeInstanceOf(DatabaseUnavailableError)
  })

  test('does not keep the process from stopping', async () => {
    const { service, close } = await openTimesheetService({ databaseUrl: proxy.url, bounds })
    await service.createEntry(ana, entry)
    proxy.silence()
    const lost = outcomeOf(service.createEntry(ana, entry))
    await close()
    expect(await lost).toBe('database_unavailable')
  })
})

test('a lock that is not free in time is a 503 for the whole group, not tried again job by job', async () => {
  const { service } = await open(databaseUrl)
  await service.createEntry(ana, entry)
  const holder = new Client({ connectionString: databaseUrl })
  await holder.connect()
  await holder.query('begin; lock table weeks in access exclusive mode')
  let isHeld = true
  // The lock is free after one wait, so jobs that were tried one by one would succeed then.
  const group = [1, 2, 3].map(async () => {
    const outcome = await outcomeOf(service.createEntry(ana, entry))
    const isFirst = isHeld
    isHeld = false
    if (isFirst) await holder.query('rollback')
    return outcome
  })
  expect(await Promise.all(group)).toEqual(Array(3).fill('database_unavailable'))
  await holder.end()
})

test('a statement that the server cancels, and a transaction that it ends, are unavailability', async () => {
  const engine = openPostgres(databaseUrl, bounds)
  closing.push(() => engine.close())
  for (const code of ['57014', '55P03', '25P03']) {
    expect(engine.translated(Object.assign(new Error('no'), { code }))).toBeInstanceOf(
      DatabaseUnavailableError,
    )
  }
})

describe('behind a pooler', () => {
  test('no timeout is a start-up parameter: poolers refuse them', async () => {
    const sent: string[] = []
    proxy.onSent((text) => sent.push(text))
    const engine = openPostgres(proxy.url)
    closing.push(() => engine.close())
    await engine.ping()
    const startUp = sent.find((text) => text.includes('application_name')) ?? ''
    expect(startUp.split('\0').filter((text) => /^[a-z_]+$/.test(text))).toEqual(
      expect.arrayContaining(['user', 'database', 'application_name']),
    )
    expect(startUp).not.toMatch(/timeout|options/)
  })

  test('a statement has the same name in every process, and no other statement has it', () => {
    expect(statementName('select 1')).toBe(statementName('select 1'))
    expect(statementName('select 1')).not.toBe(statementName('select 2'))
    expect(statementName('select 1').length).toBeLessThan(64)
  })
})
