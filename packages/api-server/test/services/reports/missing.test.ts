import { addDays } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { absenceRow, personRow } from '../../support/roster.ts'

// The Sunday of 2026-W47, when it is Monday already in Auckland.
const now = Date.parse('2026-11-22T12:00:00Z')
const week = '2026-W47'
const monday = '2026-11-16'
const mia = person('auth0|mia', 'approve:timesheets')
const max = person('auth0|max', 'approve:timesheets')
const zoe = person('auth0|zoe', 'approve:timesheets', 'approve:any')
const cron: Caller = { ...machine('cron'), scopes: new Set(['approve:timesheets']) }

describe.each(engineNames)('who is missing on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine

  beforeAll(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
    const days = (userId: string, count: number) =>
      Array.from({ length: count }, (_, day) => ({
        entry: { userId, date: addDays(monday, day), project: 'A', hours: 8, billable: true },
      }))
    const items = [
      ...days('auth0|bea', 2),
      ...days('auth0|cem', 5),
      ...days('auth0|dan', 5),
      ...days('auth0|eve', 5),
      ...days('auth0|fay', 1),
      ...days('auth0|nobody', 1),
    ]
    await open.service.pushEntries(machine(), items, { dryRun: false })
    await engine.transaction(async (transaction) => {
      await engine.putRows(
        transaction,
        'people',
        [
          // Nothing logged, in Auckland, Mia's.
          personRow('auth0|ada', { manager_id: 'auth0|mia', time_zone: 'Pacific/Auckland' }),
          // Two days, a contractor without address and manager, in Lima.
          personRow('auth0|bea', { kind: 'contractor', email: null, time_zone: 'America/Lima' }),
          // All logged, Max's.
          personRow('auth0|cem', { manager_id: 'auth0|max' }),
          personRow('auth0|dan', { manager_id: 'auth0|mia' }),
          personRow('auth0|eve', { manager_id: 'auth0|mia' }),
          // Left before, and logged a day all the same.
          personRow('auth0|fay', { active_to: '2026-11-13' }),
          personRow('auth0|gus', { active_from: '2026-11-23' }),
          personRow('auth0|hal', { manager_id: 'auth0|mia' }),
          // An approver who has no manager.
          personRow('auth0|mia'),
        ],
        'insert',
      )
      await engine.putRows(
        transaction,
        'absences',
        [
          absenceRow('auth0|hal', '2026-11-10', '2026-11-20'),
          absenceRow('auth0|ada', '2026-11-18', '2026-11-18'),
        ],
        'insert',
      )
      const states = [
        ['auth0|dan', 'submitted', null],
        ['auth0|eve', 'rejected', now + 1],
      ] as const
      for (const [userId, status, rejectedAtMs] of states) {
        await transaction
          .updateTable('weeks')
          .set({ status, rejected_at_ms: rejectedAtMs })
          .where('user_id', '=', userId)
          .execute()
      }
      const reminder = {
        week,
        channel: 'mail',
        asked_by: 'x',
        request_key: null,
        claim_id: '01936b2f-0000-7000-8000-000000000001',
        at_ms: now,
      }
      await engine.putRows(
        transaction,
        'reminders',
        [
          { ...reminder, user_id: 'auth0|bea', status: 'sent' },
          { ...reminder, user_id: 'auth0|cem', status: 'sending' },
          { ...reminder, user_id: 'auth0|ada', status: 'sent', week: '2026-W46' },
        ],
        'insert',
      )
    })
  })
  afterAll(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const ids = async (caller: Caller, filters: { due?: 'true' | 'false'; reason?: 'rejected' } = {}) => {
    const { data } = await open.service.listMissing(caller, { week, ...filters }, undefined, 100)
    return data.map(({ userId }) => userId.slice(6))
  }

  test('each with what is missing, by the clock where they are', async () => {
    const row = { kind: 'employee', week, due: false, remindedAt: null }
    expect(await open.service.listMissing(cron, { week }, undefined, 100)).toEqual({
      nextCursor: null,
      data: [
        {
          ...row,
          userId: 'auth0|ada',
          name: 'Ada',
          email: 'ada@abc.example',
          managerId: 'auth0|mia',
          reason: 'not_started',
          due: true,
          expectedHours: 32,
          totalHours: 0,
        },
        {
          ...row,
          userId: 'auth0|bea',
          name: 'Bea',
          kind: 'contractor',
          reason: 'below_expected',
          expectedHours: 40,
          totalHours: 16,
          remindedAt: '2026-11-22T12:00:00.000Z',
        },
        {
          ...row,
          userId: 'auth0|cem',
          name: 'Cem',
          email: 'cem@abc.example',
          managerId: 'auth0|max',
          reason: 'not_submitted',
          expectedHours: 40,
          totalHours: 40,
        },
        {
          ...row,
          userId: 'auth0|eve',
          name: 'Eve',
          email: 'eve@abc.example',
          managerId: 'auth0|mia',
          reason: 'rejected',
          expectedHours: 40,
          totalHours: 40,
        },
        {
          ...row,
          userId: 'auth0|fay',
          name: 'Fay',
          email: 'fay@abc.example',
          reason: 'not_submitted',
          expectedHours: 0,
          totalHours: 8,
        },
        {
          ...row,
          userId: 'auth0|mia',
          name: 'Mia',
          email: 'mia@abc.example',
          reason: 'not_started',
          expectedHours: 40,
          totalHours: 0,
        },
      ],
    })
  })

  test.each<[who: string, caller: Caller, seen: readonly string[]]>([
    ['a machine sees all', cron, ['ada', 'bea', 'cem', 'eve', 'fay', 'mia']],
    ['an approver of all sees all', zoe, ['ada', 'bea', 'cem', 'eve', 'fay', 'mia']],
    ['a manager sees theirs and those without one, not themselves', mia, ['ada', 'bea', 'eve', 'fay']],
    ['another manager sees others', max, ['bea', 'cem', 'fay', 'mia']],
  ])('%s', async (_who, caller, seen) => {
    expect(await ids(caller)).toEqual(seen)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await open.service.listMissing(caller, { week }, cursor, 1)
      paged.push(...page.data.map(({ userId }) => userId.slice(6)))
      cursor = page.nextCursor === null ? undefined : page.data.at(-1)?.userId
    } while (cursor !== undefined)
    expect(paged).toEqual(seen)
  })

  test('can be had by reason, and by whether the week is over', async () => {
    expect(await ids(cron, { due: 'true' })).toEqual(['ada'])
    expect(await ids(cron, { due: 'false' })).toEqual(['bea', 'cem', 'eve', 'fay', 'mia'])
    expect(await ids(cron, { reason: 'rejected' })).toEqual(['eve'])
  })

  test('are found among many who are not, page by page and in order', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      // Every 400th is active.
      personRow(`many|${String(index).padStart(4, '0')}`, {
        manager_id: index % 2 === 0 ? 'auth0|tia' : null,
        active_to: index % 400 === 399 ? null : '2021-01-01',
      }),
    )
    await engine.transaction((transaction) => engine.putRows(transaction, 'people', many, 'insert'))
    const tia = person('auth0|tia', 'approve:timesheets')
    const { data, nextCursor } = await open.service.listMissing(tia, { week }, 'auth0|zzz', 2)
    expect(data.map(({ userId }) => userId)).toEqual(['many|0399', 'many|0799'])
    expect(nextCursor).not.toBeNull()
    const rest = await open.service.listMissing(tia, { week }, 'many|0799', 2)
    expect(rest).toMatchObject({ data: [{ userId: 'many|1199' }], nextCursor: null })
  })
})
