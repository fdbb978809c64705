import type { ProblemError } from 'timesheets-sdk/decide'
import type { NewAbsence, ParsedPerson } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const boss = person('auth0|boss', 'read:timesheets', 'approve:timesheets')
const chief = person('auth0|chief', 'approve:timesheets', 'approve:any')
const ana = person('auth0|ana', 'read:timesheets')
const now = Date.parse('2026-11-24T12:00:00Z')

function content(more: Partial<ParsedPerson> = {}): ParsedPerson {
  return {
    name: 'Ana',
    kind: 'employee',
    expectedHoursPerWeek: 40,
    activeFrom: '2026-01-01',
    timeZone: 'Etc/UTC',
    ...more,
  }
}

function absence({ to, kind = 'vacation', note }: NewAbsence) {
  return { to, kind, ...(note === undefined ? {} : { note }) }
}

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: ProblemError) => reason,
  )
  return error?.problem
}

describe.each(engineNames)('the roster on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => now })
    engine = engineOn(database.location)
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const events = async () =>
    (await eventsAfter(engine.reader, 0, 1_000)).map(({ action, user_id, before, after }) => ({
      action,
      userId: user_id,
      before: before === null ? null : JSON.parse(before),
      after: after === null ? null : JSON.parse(after),
    }))
  const people = (caller = keeper, filters = {}) =>
    open.service
      .listPeople(caller, filters, undefined, 100)
      .then(({ data }) => data.map(({ userId }) => userId))

  describe('people', () => {
    test('are added, changed and removed, each with its event', async () => {
      const added = await open.service.putPerson(
        keeper,
        'auth0|ana',
        content({ email: 'ana@abc.example', managerId: 'auth0|boss', activeTo: '2027-01-31' }),
      )
      expect(added).toEqual({
        status: 201,
        person: {
          userId: 'auth0|ana',
          name: 'Ana',
          email: 'ana@abc.example',
          kind: 'employee',
          managerId: 'auth0|boss',
          expectedHoursPerWeek: 40,
          activeFrom: '2026-01-01',
          activeTo: '2027-01-31',
          timeZone: 'Etc/UTC',
          updatedAt: '2026-11-24T12:00:00.000Z',
          terms: [
            {
              from: '2026-01-01',
              name: 'Ana',
              kind: 'employee',
              managerId: 'auth0|boss',
              expectedHoursPerWeek: 40,
              timeZone: 'Etc/UTC',
            },
          ],
        },
      })
      expect(await open.service.getPerson(keeper, 'auth0|ana')).toEqual(added.person)
      const changed = await open.service.putPerson(keeper, 'auth0|ana', content({ name: 'Ana B.' }))
      expect(changed).toMatchObject({ status: 200, person: { name: 'Ana B.' } })
      // Omitted members are removed.
      expect(changed.person).not.toHaveProperty('email')
      await open.service.deletePerson(keeper, 'auth0|ana')
      expect(await problemOf(open.service.getPerson(keeper, 'auth0|ana'))).toMatchObject({ status: 404 })
      expect(await problemOf(open.service.deletePerson(keeper, 'auth0|ana'))).toMatchObject({ status: 404 })
      expect(await events()).toEqual([
        { action: 'person.added', userId: 'auth0|ana', before: null, after: added.person },
        { action: 'person.updated', userId: 'auth0|ana', before: added.person, after: changed.person },
        { action: 'person.removed', userId: 'auth0|ana', before: changed.person, after: null },
      ])
    })

    test('that are put again as they are change nothing', async () => {
      const odd = content({ expectedHoursPerWeek: 37.333 })
      const { person: first } = await open.service.putPerson(keeper, 'auth0|ana', odd)
      expect(first.expectedHoursPerWeek).toBe(37.3333)
      expect(await open.service.putPerson(keeper, 'auth0|ana', odd)).toEqual({ status: 200, person: first })
      expect(await events()).toHaveLength(1)
    })

    test('are seen by keepers, approvers and themselves, as far as it is theirs', async () => {
      await open.service.putPerson(keeper, 'auth0|ana', content({ managerId: 'auth0|boss' }))
      await open.service.putPerson(keeper, 'auth0|ben', content({ managerId: 'auth0|other' }))
      await open.service.putPerson(keeper, 'auth0|boss', content({ managerId: 'auth0|other' }))
      await open.service.putPerson(keeper, 'auth0|free', content())
      expect(await people(keeper)).toEqual(['auth0|ana', 'auth0|ben', 'auth0|boss', 'auth0|free'])
      expect(await people(boss)).toEqual(['auth0|ana', 'auth0|boss', 'auth0|free'])
      expect(await people(chief)).toEqual(['auth0|ana', 'auth0|ben', 'auth0|boss', 'auth0|free'])
      const sees = async (caller: typeof keeper, userId: string) =>
        (await problemOf(open.service.getPerson(caller, userId))) === undefined
      expect(await sees(boss, 'auth0|ana')).toBe(true)
      expect(await sees(boss, 'auth0|ben')).toBe(false)
      expect(await sees(boss, 'auth0|boss')).toBe(true)
      expect(await sees(ana, 'auth0|ana')).toBe(true)
      expect(await sees(ana, 'auth0|free')).toBe(false)
      expect(await sees(machine(), 'auth0|ben')).toBe(true)
    })

    test('are found by kind, manager and day, and read page by page', async () => {
      await open.service.putPerson(
        keeper,
        'auth0|ana',
        content({ managerId: 'auth0|boss', kind: 'contractor' }),
      )
      await open.service.putPerson(
        keeper,
        'auth0|ben',
        content({ activeFrom: '2026-06-01', activeTo: '2026-06-30' }),
      )
      await open.service.putPerson(keeper, 'auth0|cy', content({ managerId: 'auth0|kim' }))
      expect(await people(keeper, { kind: 'contractor' })).toEqual(['auth0|ana'])
      expect(await people(keeper, { managerId: 'auth0|boss' })).toEqual(['auth0|ana'])
      expect(await people(keeper, { managerId: 'me' })).toEqual(['auth0|cy'])
      expect(await people(keeper, { managerId: 'none' })).toEqual(['auth0|ben'])
      for (const [day, found] of [
        ['2026-05-31', false],
        ['2026-06-01', true],
        ['2026-06-30', true],
        ['2026-07-01', false],
      ] as const) {
        expect((await people(keeper, { activeOn: day })).includes('auth0|ben'), day).toBe(found)
      }
      const first = await open.service.listPeople(keeper, {}, undefined, 2)
      expect(first.data).toHaveLength(2)
      expect(first.nextCursor).not.toBeNull()
      const rest = await open.service.listPeople(keeper, {}, 'auth0|ben', 2)
      expect(rest).toMatchObject({ data: [{ userId: 'auth0|cy' }], nextCursor: null })
    })

    test('report to nobody who reports to them, at any remove', async () => {
      const put = (userId: string, managerId: string) =>
        open.service.putPerson(keeper, userId, content({ managerId }))
      expect(await problemOf(put('a', 'a'))).toMatchObject({ status: 422, code: 'manager_cycle' })
      // A manager need not be in the roster.
      await put('a', 'b')
      await put('b', 'c')
      expect(await problemOf(put('c', 'a'))).toMatchObject({
        code: 'manager_cycle',
        detail: expect.stringContaining('c reports to a reports to b reports to c'),
      })
      await put('c', 'auth0|owner')
      await put('a', 'c')
    })

    test('two who are put above each other at once do not both succeed', async () => {
      await open.service.putPerson(keeper, 'a', content())
      await open.service.putPerson(keeper, 'b', content())
      const outcomes = await Promise.allSettled([
        open.service.putPerson(keeper, 'a', content({ managerId: 'b' })),
        open.service.putPerson(keeper, 'b', content({ managerId: 'a' })),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('who ask about themselves see a change at once', async () => {
      expect(await open.service.ownRecord(machine())).toBeNull()
      expect(await open.service.ownRecord(ana)).toBeNull()
      await open.service.putPerson(keeper, 'auth0|ana', content())
      expect(await open.service.ownRecord(ana)).toMatchObject({ name: 'Ana' })
      expect(open.service.ownRecord(ana)).toMatchObject({ name: 'Ana' })
      await open.service.deletePerson(keeper, 'auth0|ana')
      expect(await open.service.ownRecord(ana)).toBeNull()
    })
  })

  describe('newcomers', () => {
    const listed = async () => (await open.service.listNewcomers(undefined, 100)).data
    /** Notes are written in the background: closing waits for them. */
    async function reopen() {
      await open.close()
      open = await openTimesheetService({ ...database.location, now: () => now + 60_000 })
    }

    test('are noted once, with what their token said, and machines are none', async () => {
      open.service.noteSignIn(ana, 'ana@abc.example')
      open.service.noteSignIn(ana, 'ana@abc.example')
      open.service.noteSignIn(machine(), null)
      await reopen()
      open.service.noteSignIn(ana, null)
      await reopen()
      expect(await listed()).toEqual([
        {
          userId: 'auth0|ana',
          email: 'ana@abc.example',
          client: 'spa',
          firstSeenAt: '2026-11-24T12:00:00.000Z',
        },
      ])
      expect(await events()).toEqual([])
    })

    test('are none who are in the roster, or put into it', async () => {
      await open.service.putPerson(keeper, 'auth0|ana', content())
      open.service.noteSignIn(ana, null)
      open.service.noteSignIn(boss, null)
      await reopen()
      expect((await listed()).map(({ userId }) => userId)).toEqual(['auth0|boss'])
      await open.service.putPerson(keeper, 'auth0|boss', content({ name: 'Boss' }))
      expect(await listed()).toEqual([])
    })

    test('that can’t be noted fail nobody, and are noted with their next token', async () => {
      const { service } = open
      await open.close()
      expect(() => service.noteSignIn(ana, null)).not.toThrow()
      open = await openTimesheetService({ ...database.location, now: () => now })
      open.service.noteSignIn(ana, null)
      await reopen()
      expect(await listed()).toMatchObject([{ userId: 'auth0|ana' }])
    })

    test('are forgotten', async () => {
      open.service.noteSignIn(ana, null)
      await reopen()
      await open.service.deleteNewcomer('auth0|ana')
      expect(await listed()).toEqual([])
      expect(await problemOf(open.service.deleteNewcomer('auth0|ana'))).toMatchObject({ status: 404 })
    })
  })

  describe('absences', () => {
    beforeEach(async () => {
      await open.service.putPerson(keeper, 'auth0|ana', content({ managerId: 'auth0|boss' }))
      await open.service.putPerson(keeper, 'auth0|ben', content({ managerId: 'auth0|other' }))
    })
    const put = (from: string, to: string, userId = 'auth0|ana', more: Partial<NewAbsence> = {}) =>
      open.service.putAbsence(keeper, userId, from, absence({ to, ...more }))
    const listed = (caller: typeof keeper, filters = {}) =>
      open.service
        .listAbsences(caller, filters, undefined, 100)
        .then(({ data }) => data.map(({ userId, from }) => `${userId} ${from}`))

    test('are recorded, changed by their first day, and removed, each with its event', async () => {
      const { status, absence: first } = await put('2026-12-21', '2026-12-31', 'auth0|ana', { note: 'ski' })
      expect(status).toBe(201)
      expect(first).toEqual({
        userId: 'auth0|ana',
        from: '2026-12-21',
        to: '2026-12-31',
        kind: 'vacation',
        note: 'ski',
      })
      expect(await put('2026-12-21', '2026-12-31', 'auth0|ana', { note: 'ski' })).toMatchObject({
        status: 200,
      })
      expect(await put('2026-12-21', '2027-01-03')).toMatchObject({ status: 200 })
      await open.service.deleteAbsence(keeper, 'auth0|ana', '2026-12-21')
      expect(await problemOf(open.service.deleteAbsence(keeper, 'auth0|ana', '2026-12-21'))).toMatchObject({
        status: 404,
      })
      expect((await events()).slice(2)).toMatchObject([
        { action: 'absence.recorded', userId: 'auth0|ana', before: null, after: first },
        { action: 'absence.recorded', before: first, after: { to: '2027-01-03' } },
        { action: 'absence.removed', before: { to: '2027-01-03' }, after: null },
      ])
    })

    test('are refused where they end before they begin, overlap, or are nobody’s', async () => {
      await put('2026-12-21', '2026-12-31')
      expect(await problemOf(put('2026-11-10', '2026-11-09'))).toMatchObject({
        status: 422,
        code: 'out_of_range',
        errors: [{ pointer: '/to' }],
      })
      expect(await problemOf(put('2026-12-31', '2027-01-01'))).toMatchObject({
        status: 409,
        code: 'absence_overlaps',
        detail: expect.stringContaining('2026-12-21 to 2026-12-31'),
      })
      expect(await problemOf(put('2026-12-01', '2026-12-02', 'auth0|nobody'))).toMatchObject({ status: 404 })
      // Another person's are not in the way.
      await put('2026-12-22', '2026-12-22', 'auth0|ben')
    })

    test('that overlap are not both recorded when they come at once', async () => {
      const outcomes = await Promise.allSettled([
        put('2026-12-21', '2026-12-31'),
        put('2026-12-28', '2026-12-30'),
        put('2026-12-24', '2026-12-26'),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0)
      const { data } = await open.service.listAbsences(keeper, { userId: 'auth0|ana' }, undefined, 100)
      for (const [index, one] of data.entries()) {
        for (const other of data.slice(index + 1)) expect(one.to < other.from).toBe(true)
      }
    })

    test('are seen by whom they concern', async () => {
      await put('2026-12-21', '2026-12-31')
      await put('2026-12-22', '2026-12-22', 'auth0|ben')
      const anas = 'auth0|ana 2026-12-21'
      const bens = 'auth0|ben 2026-12-22'
      expect(await listed(ana)).toEqual([anas])
      expect(await listed(ana, { everyone: 'true' })).toEqual([anas])
      expect(await problemOf(listed(ana, { userId: 'auth0|ben' }))).toMatchObject({ status: 404 })
      expect(await listed(boss, { everyone: 'true' })).toEqual([anas])
      expect(await listed(boss, { userId: 'auth0|ana' })).toEqual([anas])
      expect(await problemOf(listed(boss, { userId: 'auth0|ben' }))).toMatchObject({ status: 404 })
      expect(await listed(chief, { everyone: 'true' })).toEqual([anas, bens])
      expect(await listed(keeper, { everyone: 'true' })).toEqual([anas, bens])
      expect(await listed(machine(), { userId: 'auth0|ben' })).toEqual([bens])
      expect(await problemOf(listed(machine()))).toMatchObject({ code: 'user_id_required' })
    })

    test('are found by a period that they touch, in order, page by page', async () => {
      await put('2026-12-21', '2026-12-31')
      await put('2026-11-02', '2026-11-06')
      await put('2026-11-02', '2026-11-03', 'auth0|ben')
      const everyone = { everyone: 'true' as const }
      expect(await listed(keeper, everyone)).toEqual([
        'auth0|ana 2026-11-02',
        'auth0|ben 2026-11-02',
        'auth0|ana 2026-12-21',
      ])
      expect(await listed(keeper, { ...everyone, from: '2026-11-04', to: '2026-12-20' })).toEqual([
        'auth0|ana 2026-11-02',
      ])
      expect(await listed(keeper, { ...everyone, from: '2026-12-31' })).toEqual(['auth0|ana 2026-12-21'])
      const place = { from: '2026-11-02', userId: 'auth0|ana' }
      const next = await open.service.listAbsences(keeper, everyone, place, 1)
      expect(next.data).toMatchObject([{ userId: 'auth0|ben' }])
      expect(next.nextCursor).not.toBeNull()
    })

    test('go with the person', async () => {
      await put('2026-12-21', '2026-12-31')
      await open.service.deletePerson(keeper, 'auth0|ana')
      expect((await events()).slice(-2).map(({ action }) => action)).toEqual([
        'absence.removed',
        'person.removed',
      ])
      expect(await listed(keeper, { everyone: 'true' })).toEqual([])
    })
  })
})
