import { type EntryPage, everyonesPositionOf, type ListedEntryFilters } from 'timesheets-sdk/contract'
import type { ProblemError } from 'timesheets-sdk/decide'
import { weekOf } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { personRow } from '../../support/roster.ts'

const everyone = { everyone: 'true' } as const
// More people than are looked at in one go, two of them with names that JavaScript sorts in another way than
// the databases.
const crowd = [
  ...Array.from({ length: 230 }, (_, index) => `auth0|${1_000 + index}`),
  'auth0|\u{1f600}',
  'auth0|\uffee',
]
const named = ['auth0|ana', 'auth0|ben', 'auth0|cem', 'auth0|mia']

describe.each(engineNames)('entries of everyone on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService

  beforeAll(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService(database.location)
    const entries = [...crowd, ...named].flatMap((userId) =>
      ['2026-11-09', '2026-11-16', '2026-10-05'].map((date) => ({
        entry: { userId, date, project: date < '2026-11' ? 'OLD' : 'ACME-42', hours: 1 },
      })),
    )
    await open.service.pushEntries(machine(), entries, { dryRun: false })
    const engine = engineOn(database.location)
    await engine.transaction(async (transaction) => {
      // Ana reports to Mia, Ben and Mia to somebody else, Cem to nobody; the crowd, but for the first, to
      // another one.
      const managers = { 'auth0|ana': 'auth0|mia', 'auth0|ben': 'auth0|boss', 'auth0|mia': 'auth0|boss' }
      const rows = [...crowd.slice(1), ...named].map((userId) => {
        const manager = crowd.includes(userId) ? 'auth0|boss' : managers[userId as keyof typeof managers]
        return personRow(userId, { manager_id: manager ?? null })
      })
      await engine.putRows(transaction, 'people', rows, 'insert')
      await transaction
        .updateTable('weeks')
        .set({ status: 'approved' })
        .where('user_id', '=', 'auth0|cem')
        .where('week', '=', weekOf('2026-11-09'))
        .execute()
    })
    await engine.close()
  })
  afterAll(async () => {
    await open.close()
    await database.remove()
  })

  async function page(
    caller: Caller,
    filters: ListedEntryFilters,
    cursor?: string,
    limit = 1_000,
  ): Promise<EntryPage> {
    const after = cursor === undefined ? undefined : everyonesPositionOf(cursor)
    return JSON.parse((await open.service.listEntries(caller, filters, after, limit)).json.toString())
  }
  async function peopleOf(caller: Caller, filters: ListedEntryFilters = everyone): Promise<string[]> {
    const { data } = await page(caller, filters)
    return [...new Set(data.map(({ userId }) => userId))]
  }
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: ProblemError) => error.problem.code,
    )
  const mia = person('auth0|mia', 'read:timesheets', 'approve:timesheets')
  const chief = person('auth0|chief', 'read:timesheets', 'approve:timesheets', 'approve:any')
  const payroll: Caller = {
    ...machine('payroll'),
    scopes: new Set(['read:timesheets', 'approve:timesheets']),
  }
  const inBytes = (userIds: readonly string[]) =>
    userIds.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const all = inBytes([...crowd, ...named])

  test.each<[string, Caller, readonly string[]]>([
    ['a person has their own', person('auth0|ana', 'read:timesheets'), ['auth0|ana']],
    ['the right to approve everybody alone gives nothing', person('auth0|ana', 'approve:any'), ['auth0|ana']],
    ['who keeps the roster has their own', person('auth0|ana', 'manage:timesheets'), ['auth0|ana']],
    [
      'an approver has their people, those without a manager, those outside the roster, and themselves',
      mia,
      ['auth0|1000', 'auth0|ana', 'auth0|cem', 'auth0|mia'],
    ],
    ['an approver of everybody has everybody', chief, all],
    ['a machine that may approve has everybody', payroll, all],
  ])('%s', async (_, caller, expected) => {
    expect(await peopleOf(caller)).toEqual(expected)
    const streamed = new Set<string>()
    for await (const entries of await open.service.streamEntries(caller, everyone)) {
      for (const { userId } of entries) streamed.add(userId)
    }
    expect([...streamed]).toEqual(expected)
  })

  test('a machine that may not approve has to say whose', async () => {
    expect(await codeOf(page(machine(), everyone))).toBe('user_id_required')
    expect(await codeOf(open.service.streamEntries(machine(), everyone))).toBe('user_id_required')
  })

  test('where a person is named, it is about that person, who may not exist for the caller', async () => {
    expect(await peopleOf(mia, { ...everyone, userId: 'auth0|ana' })).toEqual(['auth0|ana'])
    expect(await codeOf(page(mia, { ...everyone, userId: 'auth0|ben' }))).toBe('not_found')
  })

  test('a cursor that names somebody whom the caller may not see shows nothing of them', async () => {
    const { data } = await page(chief, { ...everyone, from: '2026-11-01' })
    const [first] = data.filter(({ userId }) => userId === 'auth0|ben')
    expect(first).toBeDefined()
    const after = { userId: 'auth0|ben', date: first?.date ?? '', id: first?.id ?? '' }
    const { json } = await open.service.listEntries(mia, everyone, after, 100)
    const { data: behind } = JSON.parse(json.toString()) as EntryPage
    expect([...new Set(behind.map(({ userId }) => userId))]).toEqual(['auth0|cem', 'auth0|mia'])
  })

  test.each([1, 7, 300])('pages of %i neither skip nor repeat, in the order of the stream', async (limit) => {
    const caller = limit === 1 ? mia : chief
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const { data, nextCursor } = await page(caller, everyone, cursor, limit)
      expect(data.length).toBeLessThanOrEqual(limit)
      ids.push(...data.map(({ id }) => id))
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
    const streamed: string[] = []
    for await (const entries of await open.service.streamEntries(caller, everyone)) {
      streamed.push(...entries.map(({ id }) => id))
    }
    expect(ids).toEqual(streamed)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(3 * (limit === 1 ? 4 : all.length))
  })

  test('the filters hold for each person', async () => {
    const november = await page(chief, { ...everyone, from: '2026-11-10', to: '2026-11-30' })
    expect(november.data).toHaveLength(all.length)
    expect(november.data.map(({ userId }) => userId)).toEqual(all)
    const { data } = await page(chief, { ...everyone, status: 'approved' })
    expect(data).toMatchObject([{ userId: 'auth0|cem', date: '2026-11-09', status: 'approved' }])
    expect((await page(mia, { ...everyone, project: 'OLD' })).data).toHaveLength(4)
    expect((await page(chief, { ...everyone, project: 'NONE' })).data).toEqual([])
  })

  test('weeks of everyone are those of the same people', async () => {
    const { data } = await open.service.listWeeks(mia, everyone, undefined, 1_000)
    expect(inBytes([...new Set(data.map(({ userId }) => userId))])).toEqual(await peopleOf(mia))
  })
})
