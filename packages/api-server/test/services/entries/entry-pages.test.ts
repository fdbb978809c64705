import { weekOf } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { uuidValue } from '../../../src/store/engines/sql.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'

const ana = person('auth0|ana', 'create:timesheets')
const ben = person('auth0|ben')
const push = machine()
const now = Date.parse('2026-11-24T12:00:00Z')
const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1, billable: true }
const item = (externalId: string, more = {}) => ({
  entry: { ...entry, userId: 'auth0|ana', externalId, ...more },
})

describe.each(engineNames)('pages of entries on %s', (engineName) => {
  let database: TestDatabase
  let here: OpenTimesheetService
  /** Another process of the API. */
  let there: OpenTimesheetService
  /** Somebody with SQL. */
  let engine: Engine
  let id: string

  beforeEach(async () => {
    database = await newDatabase(engineName)
    here = await openTimesheetService({ ...database.location, now: () => now })
    there = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
    await here.service.pushEntries(push, [item('x1'), item('x2', { date: '2026-11-16' })], { dryRun: false })
    id = (await here.service.createEntry(ana, entry)).entry.id
  })
  afterEach(async () => {
    await engine.close()
    await there.close()
    await here.close()
    await database.remove()
  })

  const page = (of = here) => of.service.listEntries(ana, {}, undefined, 100)
  const act = (action: 'submit' | 'recall') =>
    here.service.actOnWeek(ana, { userId: 'auth0|ana', week: weekOf(entry.date), action })

  const changes: Record<string, () => Promise<unknown>> = {
    'a new entry': () => here.service.createEntry(ana, { ...entry, date: '2026-11-20' }),
    'an edit': () => here.service.updateEntry(ana, id, { hours: 2 }, undefined),
    'an edit of the note alone': () => here.service.updateEntry(ana, id, { note: 'x' }, undefined),
    'a move to another week': () => here.service.updateEntry(ana, id, { date: '2026-11-09' }, undefined),
    'a delete': () => here.service.deleteEntry(ana, id, undefined),
    'a batch of new ones': () => here.service.pushEntries(push, [item('x3')], { dryRun: false }),
    'a batch that corrects': () =>
      here.service.pushEntries(push, [item('x1', { project: 'B' })], { dryRun: false }),
    'a week that is submitted': () => act('submit'),
    'a new entry by another process': () => there.service.createEntry(ana, { ...entry, date: '2026-11-20' }),
    'an edit by another process': () => there.service.updateEntry(ana, id, { note: 'x' }, undefined),
    'a delete by another process': () => there.service.deleteEntry(ana, id, undefined),
    // PostgreSQL does not tell: there it shows with the person's next event in these weeks.
    ...(engineName === 'sqlite' && {
      "a week's status by SQL": () =>
        engine.transaction(async (transaction) => {
          await transaction.updateTable('weeks').set({ status: 'submitted' }).execute()
        }),
      'an entry by SQL': () =>
        engine.transaction(async (transaction) => {
          await transaction
            .updateTable('stored_entries')
            .set({ note: 'x' })
            .where('id', '=', uuidValue(transaction, id))
            .execute()
        }),
    }),
  }

  test.each(Object.keys(changes))('show %s at once, with another tag', async (name) => {
    const before = await page()
    expect(await page()).toEqual(before)
    await changes[name]?.()
    const after = await page()
    expect(after.etag).not.toBe(before.etag)
    expect(after.json.equals(before.json)).toBe(false)
    expect(await page()).toEqual(after)
  })

  test('are the same for every process, tag and all', async () => {
    expect(await page(there)).toEqual(await page(here))
  })

  test('have their old tag again when all is as it was', async () => {
    const before = await page()
    await act('submit')
    await page()
    await act('recall')
    expect(await page()).toEqual(before)
  })

  test('are not read again while others write, nor when the person writes in other weeks', async () => {
    const first = await page()
    const latest = await here.service.listEntries(ana, { from: '2026-11-23' }, undefined, 100)
    await here.service.createEntry(ben, entry)
    await there.service.updatePolicy(person('kim', 'manage:timesheets'), { weeklyWarningHours: 50 })
    // Another process's commit has SQLite look again, since it may be anybody's.
    if (engineName === 'postgres') expect((await page()).json).toBe(first.json)
    const again = await page()
    await here.service.createEntry(ben, entry)
    await here.service.pushEntries(push, [item('x1')], { dryRun: true })
    expect((await page()).json).toBe(again.json)
    const read = await here.service.listEntries(ana, { from: '2026-11-23' }, undefined, 100)
    await here.service.createEntry(ana, { ...entry, date: '2026-11-10' })
    expect((await page()).json).not.toBe(again.json)
    expect((await here.service.listEntries(ana, { from: '2026-11-23' }, undefined, 100)).json).toBe(read.json)
    expect(read).toEqual(latest)
  })

  test('of one person are never those of another, and each query has its own', async () => {
    const all = await page()
    const others = await here.service.listEntries(ben, {}, undefined, 100)
    expect(JSON.parse(others.json.toString())).toEqual({ data: [], nextCursor: null })
    const filters = [
      { from: '2026-11-20' },
      { to: '2026-11-20' },
      { project: 'B' },
      { status: 'open' as const },
    ]
    const pages = await Promise.all(
      filters.map((filter) => here.service.listEntries(ana, filter, undefined, 100)),
    )
    const lengths = pages.map(({ json }) => JSON.parse(json.toString()).data.length)
    expect(lengths).toEqual([2, 1, 0, 3])
    expect(JSON.parse(all.json.toString()).data).toHaveLength(3)
  })

  test('are kept by nobody who was told to keep none', async () => {
    const keepsNone = await openTimesheetService({ ...database.location, maximumKeptPageBytes: 0 })
    const first = await page(keepsNone)
    expect((await page(keepsNone)).json).not.toBe(first.json)
    await keepsNone.close()
  })

  test('read while others write are never older than what was acknowledged before', async () => {
    const counts: number[] = []
    for (let index = 0; index < 40; index++) {
      const by = index % 2 === 0 ? here : there
      await by.service.createEntry(ana, {
        ...entry,
        hours: 0.25,
        date: `2026-11-${String((index % 20) + 1).padStart(2, '0')}`,
      })
      const [one, other] = await Promise.all([page(here), page(there)])
      expect(one.etag).toBe(other.etag)
      counts.push(JSON.parse(one.json.toString()).data.length)
    }
    expect(counts).toEqual(counts.map((_, index) => index + 4))
  })
})
