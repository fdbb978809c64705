import { sql } from 'kysely'
import { freshDatabase } from 'test-postgres'
import { newPersonSchema } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { Reader } from '../../src/store/engine.ts'
import { machine, person } from '../support/callers.ts'
import { type SilentProxy, startSilentProxy } from '../support/silent-proxy.ts'
import { statementsOf } from '../support/statements.ts'

const push = machine()
const ana = person('ana')
const boss = person('boss', 'approve:timesheets')

let proxy: SilentProxy
let open: OpenTimesheetService
beforeAll(async () => {
  proxy = await startSilentProxy(await freshDatabase())
  open = await openTimesheetService({ databaseUrl: proxy.url, now: () => Date.parse('2026-11-30') })
  // The first statements of a connection prepare it, and new names are looked up until they are committed.
  for (let index = 0; index < 3; index++) {
    await open.service.createEntry(ana, entryOn('2026-11-23'))
    const content = { name: 'Ana', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    await open.service.putPerson(person('kim', 'manage:timesheets'), 'ana', newPersonSchema.parse(content))
    await open.service.getWeek(ana, 'ana', '2026-W40')
    const entry = { ...entryOn('2026-11-23'), externalId: `w${index}` }
    const key = { key: `w${index}`, operation: 'createEntry', bodyDigest: 'd' }
    await open.service.createEntry(push, entry, key)
  }
})
afterAll(async () => {
  await open.close()
  await proxy.close()
})

const entryOn = (date: string) => ({ userId: 'ana', date, project: 'P', hours: 0.25, billable: true })

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const before = proxy.roundTrips()
  await work()
  return proxy.roundTrips() - before
}

describe('round trips to PostgreSQL, commit included, of', () => {
  test('a new entry: one to read and lock, one to write', async () => {
    expect(await tripsOf(() => open.service.createEntry(ana, entryOn('2026-11-24')))).toBe(2)
  })

  test('a new entry in a week without a row', async () => {
    expect(await tripsOf(() => open.service.createEntry(ana, entryOn('2026-11-04')))).toBe(2)
  })

  test('a new entry with Idempotency-Key and externalId, whose entry may be in another week', async () => {
    const key = { key: 'k1', operation: 'createEntry', bodyDigest: 'd' }
    const entry = { ...entryOn('2026-11-25'), externalId: 'x1' }
    expect(await tripsOf(() => open.service.createEntry(push, entry, key))).toBe(3)
  })

  test('a batch, new and pushed again', async () => {
    const items = Array.from({ length: 20 }, (_, index) => ({
      entry: { ...entryOn(`2026-11-${10 + index}`), externalId: `b${index}` },
    }))
    expect(await tripsOf(() => open.service.pushEntries(push, items, { dryRun: false }))).toBe(3)
    const withHours = (hours: number) => items.map(({ entry }) => ({ entry: { ...entry, hours } }))
    // Reads the names of the new weeks.
    await open.service.pushEntries(push, withHours(0.5), { dryRun: false })
    const again = withHours(0.75)
    expect(await tripsOf(() => open.service.pushEntries(push, again, { dryRun: false }))).toBeLessThanOrEqual(
      4,
    )
  })

  test('a week: one to ask the log and one to read, and the first alone while nothing changes', async () => {
    expect(await tripsOf(() => open.service.getWeek(ana, 'ana', '2026-W48'))).toBe(2)
    expect(await tripsOf(() => open.service.getWeek(boss, 'ana', '2026-W48'))).toBe(1)
  })
})

test('a week after an entry is read again without the person, their absences and the policy', async () => {
  await open.service.getWeek(ana, 'ana', '2026-W47')
  await open.service.createEntry(ana, entryOn('2026-11-16'))
  const seen = await statementsOf(() => open.service.getWeek(ana, 'ana', '2026-W47'))
  const tables = seen.flatMap(({ text }) => /from "?(\w+)"? as one/.exec(text)?.[1] ?? text)
  expect(tables.filter((table) => !table.includes('events'))).toEqual(['weeks'])
})

test('an entry that is changed is read again after its weeks are locked', async () => {
  const { entry } = await open.service.createEntry(ana, entryOn('2026-11-26'))
  const seen = await statementsOf(() => open.service.updateEntry(ana, entry.id, { hours: 1 }, undefined))
  const texts = seen.map(({ text }) => text.replaceAll(/\s+/g, ' '))
  const lock = texts.findIndex((text) => /from "weeks".* for update/.test(text))
  const lastRead = texts.findLastIndex((text) => /from "stored_entries".* offset 0/.test(text))
  expect(lock).toBeGreaterThan(0)
  expect(lastRead).toBeGreaterThan(lock)
})

test('the first of several statements to fail has the reason, however they are awaited', async () => {
  const wrong = (on: Reader) => sql`select 1 / 0`.execute(on)
  const later = (on: Reader) => sql`select 1`.execute(on)
  const outcomes: PromiseSettledResult<unknown>[] = []
  const failing = open.database.transaction(async (transaction) => {
    outcomes.push(...(await Promise.allSettled([wrong(transaction), later(transaction)])))
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(outcomes.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    'error: division by zero',
    'error: division by zero',
  ])
  await expect(open.service.getWeek(ana, 'ana', '2026-W48')).resolves.toMatchObject({ week: '2026-W48' })
})

test('a transaction without statements, and one that fails before its first, send nothing wrong', async () => {
  const { database } = open
  expect(await database.transaction(async () => 'done')).toBe('done')
  const failing = database.transaction(async () => {
    throw new RangeError('no reason')
  })
  await expect(failing).rejects.toThrow('no reason')
  expect(
    await database.transaction(async (transaction) => (await sql`select 1`.execute(transaction)).rows),
  ).toEqual([{ '?column?': 1 }])
})
