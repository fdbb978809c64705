import { ProblemError } from 'timesheets-sdk/decide'
import { type WeekAction, weekActions, weekOf, weekStatuses } from 'timesheets-sdk/model'
import { type Caller, weekTransitions } from 'timesheets-sdk/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { eventsAfter } from '../../../src/store/events/events.ts'
import { weeksOfPeople } from '../../../src/store/timesheets/listed-weeks.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { statementsOf } from '../../support/statements.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const date = '2026-11-23'
const week = weekOf(date)

const office: Caller = {
  ...machine('office'),
  scopes: new Set(['read:timesheets', 'create:timesheets', 'approve:timesheets']),
}
/** Everybody who may come upon Ada's week. Her manager is `auth0|mia`. */
const identities: readonly [
  who: string,
  caller: Caller,
  sees: 'owner' | 'approver' | 'nothing' | 'machine',
][] = [
  ['the owner, who approves others', person('auth0|ada', 'create:timesheets', 'approve:timesheets'), 'owner'],
  ['her manager', person('auth0|mia', 'approve:timesheets'), 'approver'],
  ['an approver of all', person('auth0|zoe', 'approve:timesheets', 'approve:any'), 'approver'],
  ["another's manager", person('auth0|max', 'approve:timesheets'), 'nothing'],
  ['another employee', person('auth0|ben'), 'nothing'],
  ['a machine', office, 'machine'],
]

function expectedCode(sees: string, action: WeekAction, status: (typeof weekStatuses)[number]) {
  const { by, from } = weekTransitions[action]
  if (sees === 'nothing') return 'not_found'
  if (sees === 'machine') return 'not_a_person'
  if (by !== sees) return by === 'owner' ? 'not_your_timesheet' : 'own_week'
  return from.includes(status) ? 'done' : 'illegal_transition'
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

describe.each(engineNames)('weeks on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  let people = 0

  beforeAll(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
  })
  afterAll(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const service = () => open.service

  /** Somebody new, whose manager is Mia, with an entry in the week; the week is in a state. */
  async function somebody(
    status: (typeof weekStatuses)[number] = 'open',
    managerId: string | null = 'auth0|mia',
  ) {
    const userId = `auth0|ada-${++people}`
    await engine.transaction(async (transaction) => {
      await engine.putRows(
        transaction,
        'people',
        [
          {
            user_id: userId,
            name: 'Ada',
            email: null,
            kind: 'employee',
            manager_id: managerId,
            expected_minutes_per_week: 2_400,
            active_from: '2026-01-01',
            active_to: null,
            time_zone: 'Etc/UTC',
            updated_at_ms: now,
            terms_from: '1900-01-01',
          },
        ],
        'insert',
      )
    })
    const ada = person(userId, 'approve:timesheets', 'create:timesheets')
    const { entry } = await service().createEntry(ada, { date, project: 'P', hours: 7.5, billable: true })
    const mia = person('auth0|mia', 'approve:timesheets')
    const act = (caller: Caller, action: WeekAction) =>
      service().actOnWeek(caller, { userId, week, action, reason: 'a reason' })
    if (status !== 'open') await act(ada, 'submit')
    if (status === 'approved') await act(mia, 'approve')
    if (status === 'rejected') await act(mia, 'reject')
    return { userId, ada, mia, entry }
  }

  const stateOf = async (userId: string) =>
    (await weeksOfPeople(engine.reader, [userId], week, week))[0]?.status

  describe.each(identities)('%s', (_, identity, sees) => {
    const cells = weekActions.flatMap((action) => weekStatuses.map((status) => [action, status] as const))

    test.each(cells)('%s, the week being %s', async (action, status) => {
      const { userId } = await somebody(status)
      const caller = sees === 'owner' ? { ...identity, subject: userId, userId } : identity
      const before = (await eventsAfter(engine.reader, 0, 100_000)).length
      const code = await codeOf(
        service().actOnWeek(caller, { userId, week, action, reason: 'Tuesday is missing' }),
      )
      expect(code).toBe(expectedCode(sees, action, status))
      const written = (await eventsAfter(engine.reader, 0, 100_000)).slice(before)
      if (code !== 'done') {
        expect(await stateOf(userId)).toBe(status)
        expect(written).toEqual([])
        return
      }
      expect(await stateOf(userId)).toBe(weekTransitions[action].to)
      expect(written).toMatchObject([
        {
          action: expect.stringMatching(/^week\./),
          subject_type: 'week',
          user_id: userId,
          week,
          actor: caller.subject,
          reason: weekTransitions[action].by === 'approver' ? 'Tuesday is missing' : null,
        },
      ])
      expect(JSON.parse(written[0]?.before ?? '')).toEqual({ status })
      expect(JSON.parse(written[0]?.after ?? '')).toMatchObject({ status: weekTransitions[action].to })
    })
  })

  test('what was submitted is kept in the log, whatever becomes of the week', async () => {
    const { userId } = await somebody('submitted')
    const events = await eventsAfter(engine.reader, 0, 100_000)
    const submitted = events.findLast(
      ({ user_id, action }) => user_id === userId && action === 'week.submitted',
    )
    expect(JSON.parse(submitted?.after ?? '')).toEqual({
      status: 'submitted',
      totalHours: 7.5,
      billableHours: 7.5,
      days: { [date]: 7.5 },
      expectedHours: 40,
      kind: 'employee',
      managerId: 'auth0|mia',
      entriesDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  describe.each(['submitted', 'approved'] as const)('a week that is %s', (status) => {
    test('locks every way to write entries', async () => {
      const { userId, ada, entry } = await somebody(status)
      const other = await service().createEntry(ada, {
        date: '2026-11-16',
        project: 'P',
        hours: 1,
        billable: true,
      })
      const locked = (work: Promise<unknown>) => expect(codeOf(work)).resolves.toBe('week_locked')
      await locked(service().createEntry(ada, { date, project: 'P', hours: 1, billable: true }))
      await locked(service().updateEntry(ada, entry.id, { hours: 8 }, undefined))
      await locked(service().updateEntry(ada, entry.id, { note: 'x' }, undefined))
      await locked(service().updateEntry(ada, entry.id, { date: '2026-11-16' }, undefined))
      await locked(service().updateEntry(ada, other.entry.id, { date }, undefined))
      await locked(service().deleteEntry(ada, entry.id, undefined))
      const pushed = await service().pushEntries(
        office,
        [
          { entry: { userId, date, project: 'P', hours: 1, billable: true } },
          { entry: { userId, date: '2026-11-16', project: 'P', hours: 1, billable: true } },
        ],
        { dryRun: false },
      )
      expect(pushed.results.map(({ status, problem }) => problem?.code ?? status)).toEqual([
        'week_locked',
        'created',
      ])
      expect((await service().getWeek(ada, userId, week)).totalHours).toBe(7.5)
    })
  })

  test('a rejected week can be corrected and submitted again, and says so to who decides', async () => {
    const { userId, ada, mia, entry } = await somebody('rejected')
    expect(await service().getWeek(ada, userId, week)).toMatchObject({
      status: 'rejected',
      reason: 'a reason',
      decidedBy: 'auth0|mia',
      actions: ['submit'],
    })
    const changed = await openTimesheetService({ ...database.location, now: () => now + 1_000 })
    await changed.service.updateEntry(ada, entry.id, { hours: 8 }, undefined)
    await changed.service.actOnWeek(ada, { userId, week, action: 'submit' })
    await changed.close()
    expect(await service().getWeek(mia, userId, week)).toMatchObject({
      status: 'submitted',
      totalHours: 8,
      expectedHours: 40,
      reason: null,
      actions: ['approve', 'reject'],
      flags: [{ code: 'below_expected' }, { code: 'changed_after_reject' }],
    })
  })

  test('an action that was decided on another state of the week is refused', async () => {
    const { userId, ada, mia } = await somebody('submitted')
    const seen = await service().getWeek(mia, userId, week)
    await service().actOnWeek(ada, { userId, week, action: 'recall' })
    await service().createEntry(ada, { date, project: 'P', hours: 1, billable: true })
    await service().actOnWeek(ada, { userId, week, action: 'submit' })
    const ifMatch = `"${seen.version}-${seen.status}"`
    const approve = { userId, week, action: 'approve' as const }
    expect(await codeOf(service().actOnWeek(mia, { ...approve, ifMatch }))).toBe('precondition_failed')
    expect(await codeOf(service().actOnWeek(mia, approve))).toBe('done')
  })

  test('an action under an idempotency key is done once, and a key is the week’s', async () => {
    const { userId, ada } = await somebody()
    const key = { key: `k-${userId}`, operation: `submitWeek /weeks/${userId}`, bodyDigest: 'd' }
    const submit = { userId, week, action: 'submit' as const }
    const first = await service().actOnWeek(ada, submit, key)
    expect(await service().actOnWeek(ada, submit, key)).toEqual(first)
  })

  test('many are decided on at once, each by itself', async () => {
    const [one, two, three] = [
      await somebody('submitted'),
      await somebody('open'),
      await somebody('submitted'),
    ]
    const decided = await service().decideWeeks(one.mia, [
      { userId: one.userId, week, action: 'approve' },
      { userId: two.userId, week, action: 'approve' },
      { userId: three.userId, week, action: 'reject' },
      { userId: three.userId, week, action: 'reject', reason: 'Tuesday' },
      { userId: 'auth0|nobody-knows', week, action: 'approve' },
    ])
    expect(decided.results.map(({ week, problem }) => week?.status ?? problem?.code)).toEqual([
      'approved',
      'illegal_transition',
      'reason_required',
      'rejected',
      // Nobody has this id: same result as for a person whom another approver manages.
      'not_found',
    ])
    expect([decided.done, decided.refused]).toEqual([2, 3])
  })

  test('many that are decided on at once are described together', async () => {
    const people = [await somebody('submitted'), await somebody('submitted'), await somebody('submitted')]
    const mia = people[0]?.mia as Caller
    const decisions = people.map(({ userId }) => ({ userId, week, action: 'approve' as const }))
    const statements = await statementsOf(() => service().decideWeeks(mia, decisions))
    const absences = statements.filter(({ text }) => text.includes('from "absences"'))
    // The only one is about all three; SQLite's adapter is seen only while it prepares a text it has not had
    // before.
    expect(absences.map(({ text }) => text.match(/(\?|\$\d+)(?=[,)])/g)?.length)).toEqual([3])
  })

  test('the queue has what waits for this approver, and nothing else', async () => {
    const queueOf = async (caller: Caller) => {
      const { data } = await service().listWeeks(caller, { status: 'submitted' }, undefined, 1_000)
      return data.map(({ userId }) => userId)
    }
    const managed = await somebody('submitted', 'auth0|ivo')
    const unmanaged = await somebody('submitted', null)
    const others = await somebody('submitted', 'auth0|other')
    const ivo = person('auth0|ivo', 'approve:timesheets')
    const all = person('auth0|zoe', 'approve:timesheets', 'approve:any')
    expect(await queueOf(ivo)).toEqual(expect.arrayContaining([managed.userId, unmanaged.userId]))
    expect(await queueOf(ivo)).not.toContain(others.userId)
    expect(await queueOf(all)).toEqual(
      expect.arrayContaining([managed.userId, unmanaged.userId, others.userId]),
    )
    // Nobody decides on their own week; they find it among their own.
    expect(await queueOf(unmanaged.ada)).not.toContain(unmanaged.userId)
    const own = await service().listWeeks(unmanaged.ada, { status: 'submitted', userId: 'me' }, undefined, 10)
    expect(own.data.map(({ userId }) => userId)).toEqual([unmanaged.userId])
    expect(await queueOf(person('auth0|ben'))).toEqual([])
    expect(await codeOf(queueOf(office))).toBe('user_id_required')
  })

  test('pages of weeks neither skip nor repeat', async () => {
    const all = person('auth0|zoe', 'approve:timesheets', 'approve:any')
    const seen: string[] = []
    let after: { week: string; userId: string } | undefined
    do {
      const page = await service().listWeeks(all, { everyone: 'true' }, after, 7)
      seen.push(...page.data.map(({ week, userId }) => `${week} ${userId}`))
      after = page.nextCursor === null ? undefined : page.data.at(-1)
    } while (after)
    const whole = await service().listWeeks(all, { everyone: 'true' }, undefined, 1_000)
    expect(seen).toEqual(whole.data.map(({ week, userId }) => `${week} ${userId}`))
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(seen.toSorted())
  })

  test('a closed period is closed for every action on its weeks', async () => {
    const { userId, ada, mia } = await somebody('submitted')
    const keeper = person('auth0|kim', 'manage:timesheets')
    await service().updatePolicy(keeper, { lockedThrough: '2026-11-29' })
    expect(await codeOf(service().actOnWeek(mia, { userId, week, action: 'approve' }))).toBe('period_locked')
    expect(await codeOf(service().actOnWeek(ada, { userId, week, action: 'recall' }))).toBe('period_locked')
    expect((await service().getWeek(mia, userId, week)).actions).toEqual([])
    await service().updatePolicy(keeper, { lockedThrough: null })
  })

  test('a week in which nothing was logged is open and empty, and can’t be submitted', async () => {
    const ada = person('auth0|new', 'create:timesheets')
    expect(await service().getWeek(ada, 'auth0|new', '2026-W53')).toMatchObject({
      status: 'open',
      totalHours: 0,
      days: {},
      expectedHours: null,
      actions: [],
      version: 0,
    })
    const submit = { userId: 'auth0|new', week: '2026-W53', action: 'submit' as const }
    expect(await codeOf(service().actOnWeek(ada, submit))).toBe('empty_week')
  })
})
