import { type HoursFilters, hoursPositionOf, listHoursQuerySchema } from 'timesheets-sdk/contract'
import { type HoursGroup, weekOf } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { personRow, termsRow } from '../../support/roster.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const approving = ['read:timesheets', 'approve:timesheets']
const mia = person('auth0|mia', ...approving)
const zoe = person('auth0|zoe', ...approving, 'approve:any')
const ada = person('auth0|ada', 'read:timesheets')
const keeper = person('auth0|kim', 'read:timesheets', 'manage:timesheets')
const payroll: Caller = { ...machine('payroll'), scopes: new Set(approving) }
const reading: Caller = { ...machine('reader'), scopes: new Set(['read:timesheets']) }

const filters = (query: Record<string, string> = {}): HoursFilters => {
  const { limit: _, cursor: __, ...parsed } = listHoursQuerySchema.parse(query)
  return parsed
}

/**
 * userId, date, project, hours, billable. Ada's and Cem's manager is Mia; Ben's is Max; Kim is not in the
 * roster.
 */
const entries: readonly [userId: string, date: string, project: string, hours: number, billable: boolean][] =
  [
    ['auth0|ada', '2026-10-30', 'ACME-42', 8, true],
    ['auth0|ada', '2026-11-02', 'ACME-42', 8, true],
    ['auth0|ada', '2026-11-03', 'INTERN', 0.25, false],
    ['auth0|ada', '2026-11-10', 'ACME-42', 4, true],
    ['auth0|ben', '2026-11-02', 'ACME-42', 7.75, true],
    ['auth0|ben', '2026-11-17', 'BETA', 2, true],
    ['auth0|cem', '2026-11-03', 'BETA', 6, false],
    ['auth0|kim', '2026-11-02', 'BETA', 1, true],
    ['auth0|mia', '2026-11-02', 'INTERN', 3, false],
  ]

describe.each(engineNames)('hours on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine

  beforeAll(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
    const items = entries.map(([userId, date, project, hours, billable]) => ({
      entry: { userId, date, project, hours, billable },
    }))
    expect(await open.service.pushEntries(machine(), items, { dryRun: false })).toMatchObject({ rejected: 0 })
    await engine.transaction(async (transaction) => {
      const people = [
        personRow('auth0|ada', { manager_id: 'auth0|mia' }),
        personRow('auth0|ben', { manager_id: 'auth0|max', kind: 'contractor', name: '=Ben' }),
        personRow('auth0|cem', { manager_id: 'auth0|mia', kind: 'contractor' }),
        personRow('auth0|mia', { manager_id: 'auth0|max' }),
      ]
      await engine.putRows(transaction, 'people', people, 'insert')
      await engine.putRows(transaction, 'terms', people.map(termsRow), 'insert')
      // All weeks are approved, but Ada's of the 10th, which is open, and Ben's of the 17th, which is
      // submitted.
      await transaction.updateTable('weeks').set({ status: 'approved' }).execute()
      const states = [
        ['auth0|ada', weekOf('2026-11-10'), 'open'],
        ['auth0|ben', weekOf('2026-11-17'), 'submitted'],
      ] as const
      for (const [userId, week, status] of states) {
        await transaction
          .updateTable('weeks')
          .set({ status })
          .where('user_id', '=', userId)
          .where('week', '=', week)
          .execute()
      }
    })
  })
  afterAll(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const report = async (caller: Caller, query: Record<string, string> = {}) =>
    (await open.service.listHours(caller, filters(query), undefined, 1_000)).data

  test('are those of approved weeks of the month up to today, by person', async () => {
    expect(await report(payroll)).toEqual([
      {
        userId: 'auth0|ada',
        name: 'Ada',
        hours: 8.25,
        billableHours: 8,
        entries: 2,
        minutes: 495,
        billableMinutes: 480,
      },
      {
        userId: 'auth0|ben',
        name: '=Ben',
        hours: 7.75,
        billableHours: 7.75,
        entries: 1,
        minutes: 465,
        billableMinutes: 465,
      },
      {
        userId: 'auth0|cem',
        name: 'Cem',
        hours: 6,
        billableHours: 0,
        entries: 1,
        minutes: 360,
        billableMinutes: 0,
      },
      { userId: 'auth0|kim', hours: 1, billableHours: 1, entries: 1, minutes: 60, billableMinutes: 60 },
      {
        userId: 'auth0|mia',
        name: 'Mia',
        hours: 3,
        billableHours: 0,
        entries: 1,
        minutes: 180,
        billableMinutes: 0,
      },
    ])
  })

  test('of everyone are summed by project for an administrator, who does not read those of people', async () => {
    const all = { from: '2026-11-01', to: '2026-11-30', status: 'any', everyone: 'true' }
    const totals = async (caller: Caller, query: Record<string, string>) =>
      (await report(caller, query)).map(({ project, hours }) => [project, hours])
    expect(await totals(keeper, { ...all, groupBy: 'project' })).toEqual([
      ['ACME-42', 19.75],
      ['BETA', 9],
      ['INTERN', 3.25],
    ])
    const own = [['BETA', 1]]
    expect(await totals(keeper, { ...all, groupBy: 'project', everyone: 'false' })).toEqual(own)
    expect(await totals(keeper, { ...all, groupBy: 'project,person' })).toEqual(own)
    expect(await totals(keeper, { ...all, groupBy: 'project,week' })).toEqual(own)
    expect(await totals(ada, { ...all, groupBy: 'project' })).toEqual([
      ['ACME-42', 12],
      ['INTERN', 0.25],
    ])
    const ofBen = report(keeper, { ...all, groupBy: 'project', userId: 'auth0|ben' })
    await expect(ofBen).rejects.toMatchObject({ problem: { code: 'not_found' } })
  })

  const november = { from: '2026-11-01', to: '2026-11-30' }
  test.each<[Record<string, string>, readonly (readonly (string | number | boolean)[])[]]>([
    [
      { groupBy: 'project' },
      [
        ['ACME-42', 15.75],
        ['BETA', 7],
        ['INTERN', 3.25],
      ],
    ],
    [
      { groupBy: 'kind' },
      [
        ['contractor', 13.75],
        ['employee', 11.25],
        ['unknown', 1],
      ],
    ],
    [
      { groupBy: 'status', status: 'any' },
      [
        ['approved', 26],
        ['open', 4],
        ['submitted', 2],
      ],
    ],
    [
      { groupBy: 'status', status: 'open,submitted' },
      [
        ['open', 4],
        ['submitted', 2],
      ],
    ],
    [
      { groupBy: 'week', status: 'any' },
      [
        ['2026-W45', 26],
        ['2026-W46', 4],
        ['2026-W47', 2],
      ],
    ],
    [
      { groupBy: 'week,project', project: 'BETA', status: 'any' },
      [
        ['2026-W45', 'BETA', 7],
        ['2026-W47', 'BETA', 2],
      ],
    ],
    [
      { groupBy: 'kind,week', status: 'any' },
      [
        ['contractor', '2026-W45', 13.75],
        ['contractor', '2026-W47', 2],
        ['employee', '2026-W45', 11.25],
        ['employee', '2026-W46', 4],
        ['unknown', '2026-W45', 1],
      ],
    ],
    [
      { groupBy: 'project', userId: 'auth0|ben', status: 'any' },
      [
        ['ACME-42', 7.75],
        ['BETA', 2],
      ],
    ],
    [{ groupBy: 'project', from: '2026-10-30', to: '2026-10-30' }, [['ACME-42', 8]]],
    [{ groupBy: 'project', from: '2026-12-01', to: '2026-12-31' }, []],
    [
      { groupBy: 'month,billable', from: '2026-10-01' },
      [
        ['2026-10', true, 8],
        ['2026-11', false, 9.25],
        ['2026-11', true, 16.75],
      ],
    ],
    [{ groupBy: 'client' }, [['', 26]]],
  ])('by %j', async (query, expected) => {
    const rows = await report(payroll, { ...november, ...query })
    const groups = (query.groupBy ?? '').split(',') as Exclude<HoursGroup, 'person'>[]
    expect(rows.map((row) => [...groups.map((group) => row[group]), row.hours])).toEqual(expected)
  })

  test.each<[who: string, caller: Caller, query: Record<string, string>, seen: readonly string[]]>([
    ['a machine that approves', payroll, {}, ['ada', 'ben', 'cem', 'kim', 'mia']],
    ['an approver of all', zoe, {}, ['ada', 'ben', 'cem', 'kim', 'mia']],
    ['a manager: their people, those without one, themselves', mia, {}, ['ada', 'cem', 'kim', 'mia']],
    ['a person: their own', ada, {}, ['ada']],
    ['a person who names themselves', ada, { userId: 'auth0|ada' }, ['ada']],
    ['a manager who names one of theirs', mia, { userId: 'auth0|cem' }, ['cem']],
    ['a machine that names somebody', reading, { userId: 'auth0|ben' }, ['ben']],
  ])('%s', async (_who, caller, query, seen) => {
    for (const groupBy of ['person', 'person,week', 'kind,person', 'week,person']) {
      const rows = await report(caller, { ...query, groupBy })
      expect(rows.map(({ userId }) => userId?.slice(6)).sort()).toEqual(seen)
    }
  })

  test.each<[who: string, caller: Caller, query: Record<string, string>, code: string]>([
    ['a manager who names another manager’s', mia, { userId: 'auth0|ben' }, 'not_found'],
    ['a person who names somebody else', ada, { userId: 'auth0|cem' }, 'not_found'],
    ['a machine that does not approve and names nobody', reading, {}, 'user_id_required'],
    [
      'a period that ends before it begins',
      payroll,
      { from: '2026-11-30', to: '2026-11-01' },
      'out_of_range',
    ],
    ['a period that begins after today', payroll, { from: '2026-11-25' }, 'out_of_range'],
  ])('%s is refused, streamed or not', async (_who, caller, query, code) => {
    const listed = open.service.listHours(caller, filters(query), undefined, 10)
    await expect(listed).rejects.toMatchObject({ problem: { code } })
    await expect(open.service.streamHours(caller, filters(query))).rejects.toMatchObject({
      problem: { code },
    })
  })

  test.each(['person,project', 'project,person', 'week,person,project', 'kind,status,week', 'status,person'])(
    'by %s, pages of any size have each group once, in order, and a stream has the same',
    async (groupBy) => {
      for (const caller of [payroll, mia]) {
        const query = filters({ groupBy, status: 'any', from: '2026-01-01', to: '2026-12-31' })
        const { data: whole } = await open.service.listHours(caller, query, undefined, 1_000)
        expect(whole.length).toBeGreaterThan(3)
        const streamed = []
        for await (const page of await open.service.streamHours(caller, query)) streamed.push(...page)
        expect(streamed).toEqual(whole)
        for (const limit of [1, 2, 3]) {
          const paged = []
          let cursor: string | null = null
          do {
            const after: string[] | undefined =
              cursor === null ? undefined : hoursPositionOf(cursor, query.groupBy)
            const page = await open.service.listHours(caller, query, after, limit)
            expect(page.data.length).toBeLessThanOrEqual(limit)
            paged.push(...page.data)
            cursor = page.nextCursor
          } while (cursor !== null)
          expect(paged).toEqual(whole)
        }
      }
    },
  )

  test('more people than one slice has are all there, in order', async () => {
    const userIds = Array.from({ length: 450 }, (_, index) => `many|${String(index).padStart(4, '0')}`)
    const items = userIds.map((userId) => ({
      entry: { userId, date: '2026-06-01', project: 'MANY', hours: 1, billable: true },
    }))
    await open.service.pushEntries(machine(), items, { dryRun: false })
    const query = { groupBy: 'person', status: 'any', from: '2026-06-01', to: '2026-06-30' }
    expect((await report(payroll, query)).map(({ userId }) => userId)).toEqual(userIds)
    const last = await open.service.listHours(payroll, filters(query), ['many|0397'], 1_000)
    expect(last.data.map(({ userId }) => userId)).toEqual(userIds.slice(398))
  })
})
