import type { EntryPage } from 'timesheets-sdk/contract'
import type { ProblemError } from 'timesheets-sdk/decide'
import type { ParsedEntry, ParsedPush } from 'timesheets-sdk/model'
import { weekOf } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type EncodedPage,
  type OpenTimesheetService,
  openTimesheetService,
} from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { decodePayloads } from '../../src/store/events/payloads.ts'
import { resultColumn } from '../../src/store/schema.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../support/databases.ts'

const ana = person('auth0|ana')
const ben = person('auth0|ben')
const push = machine()
const now = Date.parse('2026-11-24T12:00:00Z')

function entry(more: Partial<ParsedEntry> = {}): ParsedEntry {
  return { date: '2026-11-23', project: 'ACME-42', hours: 7.5, billable: true, ...more }
}

function pageOf({ json }: EncodedPage): EntryPage {
  return JSON.parse(json.toString())
}

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (reason: ProblemError) => reason,
  )
  return error?.problem
}

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  let clock = now
  beforeEach(async () => {
    clock = now
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => clock })
    engine = engineOn(database.location)
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  async function setStatus(userId: string, date: string, status: 'submitted' | 'approved' | 'open') {
    await engine.transaction(async (transaction) => {
      await transaction
        .updateTable('weeks')
        .set({ status })
        .where('user_id', '=', userId)
        .where('week', '=', weekOf(date))
        .execute()
    })
  }

  const events = () => eventsAfter(engine.reader, 0, 10_000)

  describe('making an entry', () => {
    test('stores it for its owner, with its event', async () => {
      const { status, entry: made } = await open.service.createEntry(ana, entry({ note: 'review' }))
      expect(status).toBe(201)
      expect(made).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userId: 'auth0|ana',
        date: '2026-11-23',
        project: 'ACME-42',
        hours: 7.5,
        note: 'review',
        billable: true,
        source: 'spa',
        status: 'open',
        createdAt: '2026-11-24T12:00:00.000Z',
        updatedAt: '2026-11-24T12:00:00.000Z',
        version: 1,
      })
      expect(await open.service.getEntry(ana, made.id)).toEqual(made)
      expect(await open.service.getEntry(ana, made.id.toUpperCase())).toEqual(made)
      const [event, ...others] = await events()
      expect(others).toEqual([])
      expect(event).toMatchObject({
        actor: 'auth0|ana',
        client: 'spa',
        action: 'entry.created',
        subject_id: made.id,
        user_id: 'auth0|ana',
        week: '2026-W48',
        before: null,
        time_ms: now,
      })
      expect(event && decodePayloads(event)).toEqual({ before: null, after: made })
    })

    test('returns the warning with the entry', async () => {
      for (const date of ['2026-11-23', '2026-11-24']) {
        await open.service.createEntry(ana, entry({ date, hours: 24 }))
      }
      const { entry: made } = await open.service.createEntry(ana, entry({ date: '2026-11-25', hours: 13 }))
      expect(made.warnings).toMatchObject([{ code: 'week_over_warning' }])
      expect(await open.service.getEntry(ana, made.id)).not.toHaveProperty('warnings')
    })

    test('refuses what a rule forbids and stores nothing', async () => {
      expect(await problemOf(open.service.createEntry(ana, entry({ hours: 7.1 })))).toMatchObject({
        status: 422,
        code: 'hours_off_increment',
      })
      expect(await events()).toEqual([])
    })

    test('returns the stored entry for the same externalId and content, and rejects other content with its id', async () => {
      const first = await open.service.createEntry(ana, entry({ externalId: 'x1' }))
      expect(await open.service.createEntry(ana, entry({ externalId: 'x1' }))).toEqual({
        ...first,
        status: 200,
      })
      expect(
        await problemOf(open.service.createEntry(ana, entry({ externalId: 'x1', hours: 1 }))),
      ).toMatchObject({
        status: 409,
        code: 'external_id_taken',
        id: first.entry.id,
      })
    })

    test('keeps the external ids of two people apart, and those of a machine together', async () => {
      expect((await open.service.createEntry(ana, entry({ externalId: 'x' }))).status).toBe(201)
      expect((await open.service.createEntry(ben, entry({ externalId: 'x' }))).status).toBe(201)
      expect((await open.service.createEntry(push, entry({ externalId: 'x', userId: 'a' }))).status).toBe(201)
      expect(
        await problemOf(open.service.createEntry(push, entry({ externalId: 'x', userId: 'b' }))),
      ).toMatchObject({ code: 'external_id_taken' })
    })

    test('of two that together pass the maximum of a day and arrive at once, takes one', async () => {
      const outcomes = await Promise.allSettled([
        open.service.createEntry(ana, entry({ hours: 13 })),
        open.service.createEntry(ana, entry({ hours: 13 })),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })

  describe('an idempotency key', () => {
    const key = { key: 'k', operation: 'createEntry', bodyDigest: 'one' }

    test('returns the result of the first request, and creates no second entry', async () => {
      const first = await open.service.createEntry(ana, entry(), key)
      expect(await open.service.createEntry(ana, entry(), key)).toEqual(first)
      expect(await events()).toHaveLength(1)
    })

    test('is refused with another body', async () => {
      await open.service.createEntry(ana, entry(), key)
      const again = open.service.createEntry(ana, entry({ hours: 1 }), { ...key, bodyDigest: 'two' })
      expect(await problemOf(again)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    })

    test('is refused while its request is running', async () => {
      const first = open.service.createEntry(ana, entry(), key)
      expect(await problemOf(open.service.createEntry(ana, entry(), key))).toMatchObject({
        status: 409,
        code: 'idempotency_key_in_use',
      })
      expect((await first).status).toBe(201)
    })

    test('belongs to its caller and operation', async () => {
      await open.service.createEntry(ana, entry(), key)
      expect((await open.service.createEntry(ben, entry(), key)).status).toBe(201)
      expect((await open.service.createEntry(ana, entry(), { ...key, operation: 'other' })).status).toBe(201)
    })

    test('is forgotten after 24 hours', async () => {
      await open.service.createEntry(ana, entry(), key)
      clock += 24 * 3_600_000
      expect(
        (await open.service.createEntry(ana, entry({ hours: 1 }), { ...key, bodyDigest: 'two' })).status,
      ).toBe(201)
    })

    test('is not kept for a request that was refused', async () => {
      await problemOf(open.service.createEntry(ana, entry({ hours: 7.1 }), key))
      expect((await open.service.createEntry(ana, entry(), { ...key, bodyDigest: 'two' })).status).toBe(201)
    })

    test('replays a large batch, whose result takes little space', async () => {
      const items = Array.from({ length: 200 }, (_, index) => ({
        entry: entry({ userId: `user ${index}`, externalId: `x${index}` }),
      }))
      const push200 = () => open.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      const first = await push200()
      expect(await push200()).toEqual(first)
      const [row] = await engine.reader.selectFrom('idempotency_keys').selectAll().execute()
      expect(String(row?.[resultColumn]).length).toBeLessThan(JSON.stringify(first).length / 2)
    })

    test('replays a batch', async () => {
      const items = [{ entry: entry({ userId: 'a' }) }]
      const first = await open.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      const second = await open.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      expect(second).toEqual(first)
      expect(await events()).toHaveLength(1)
    })
  })

  describe('pushing a batch', () => {
    const items = ['a', 'b', 'c'].map((userId) => ({ entry: entry({ userId, externalId: `of-${userId}` }) }))

    describe('with ids', () => {
      const pushed = async (caller: typeof push, ...entries: readonly ParsedPush[]) => {
        const { results } = await open.service.pushEntries(
          caller,
          entries.map((one) => ({ entry: one })),
          { dryRun: false },
        )
        return results.map(({ status, problem }) => problem?.code ?? status)
      }
      const made = async (caller: typeof push, more: Partial<ParsedEntry> = {}) =>
        (await open.service.createEntry(caller, entry(more))).entry

      test('changes the entries that have them, whichever client made them, and only what is said', async () => {
        const { id } = await made(ana, { note: 'typo', billable: false })
        const other = machine('m2m-other')
        const { billable: _, ...corrected } = entry({ userId: 'auth0|ana', hours: 6 })
        expect(await pushed(other, { ...corrected, id })).toEqual(['updated'])
        expect(await open.service.getEntry(push, id)).toMatchObject({
          hours: 6,
          billable: false,
          source: ana.clientId,
          version: 2,
        })
        expect(await pushed(ana, { ...corrected, id }, { ...corrected, id })).toEqual([
          'unchanged',
          'unchanged',
        ])
        expect(await open.service.getEntry(push, id)).not.toHaveProperty('note')
        const { data } = pageOf(await open.service.listEntries(push, { userId: 'auth0|ana' }, undefined, 10))
        expect(data).toHaveLength(1)
      })

      test('moves an entry to another week, and counts it there', async () => {
        const { id } = await made(ana)
        expect(await pushed(push, { ...entry({ date: '2026-11-16' }), userId: 'auth0|ana', id })).toEqual([
          'updated',
        ])
        expect((await open.service.getWeek(ana, 'auth0|ana', '2026-W47')).totalHours).toBe(7.5)
        expect((await open.service.getWeek(ana, 'auth0|ana', '2026-W48')).totalHours).toBe(0)
      })

      test('rejects each item that can not be that entry, with the reason, and takes the others', async () => {
        const { id } = await made(ana)
        const named = await made(ana, { externalId: 'crm-1' })
        const unknown = '0199b8f0-0000-7000-8000-000000000000'
        const mine = { ...entry(), userId: 'auth0|ana' }
        expect(
          await pushed(
            push,
            { ...mine, id: unknown },
            { ...mine, id, userId: 'auth0|ben' },
            { ...mine, id: named.id, externalId: 'crm-2' },
            { ...mine, date: '2026-11-24' },
          ),
        ).toEqual(['not_found', 'entry_of_another_person', 'external_id_differs', 'created'])
        // Entries of others do not exist.
        expect(await pushed(ben, { ...entry(), id })).toEqual(['not_found'])
        await setStatus('auth0|ana', '2026-11-23', 'approved')
        expect(await pushed(push, { ...mine, id, hours: 1 }, { ...mine, id: named.id })).toEqual([
          'week_locked',
          'unchanged',
        ])
        expect(await open.service.getEntry(push, id)).toMatchObject({ hours: 7.5, version: 1 })
      })

      test('says of an item that it replaces what an earlier one of the batch said', async () => {
        const { id } = await made(ana)
        const one = { ...entry(), userId: 'auth0|ana', id }
        const items = [one, { ...one, hours: 2 }, { ...one, hours: 2 }].map((item) => ({ entry: item }))
        const { results } = await open.service.pushEntries(push, items, { dryRun: false })
        expect(results).toEqual([
          { index: 0, status: 'unchanged', id },
          {
            index: 1,
            status: 'updated',
            id,
            version: 2,
            warnings: [expect.objectContaining({ code: 'replaces_earlier_item' })],
          },
          { index: 2, status: 'unchanged', id },
        ])
      })
    })

    test('changes nothing the second time', async () => {
      const first = await open.service.pushEntries(push, items, { dryRun: false })
      expect(first).toMatchObject({ created: 3, updated: 0, unchanged: 0, rejected: 0 })
      const second = await open.service.pushEntries(push, items, { dryRun: false })
      expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 0 })
      expect(second.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id))
      expect(await events()).toHaveLength(3)
    })

    test('changes what was corrected, and moves it between days', async () => {
      const first = await open.service.pushEntries(push, items, { dryRun: false })
      const corrected = [{ entry: entry({ userId: 'a', externalId: 'of-a', hours: 2, date: '2026-11-16' }) }]
      expect(await open.service.pushEntries(push, corrected, { dryRun: false })).toMatchObject({ updated: 1 })
      expect(await open.service.getEntry(push, first.results[0]?.id ?? '')).toMatchObject({
        hours: 2,
        date: '2026-11-16',
        version: 2,
      })
    })

    test('stores the good ones, whatever becomes of the others', async () => {
      const malformed = {
        problem: { type: 'about:blank', title: 't', status: 422, detail: 'd', code: 'wrong_type' },
      }
      const mixed = [
        items[0],
        malformed,
        { entry: entry({ userId: 'a', hours: 17 }) },
        { entry: entry() },
        items[1],
      ]
      const result = await open.service.pushEntries(push, mixed as typeof items, { dryRun: false })
      expect(result).toMatchObject({ created: 2, rejected: 3 })
      expect(result.results.map(({ problem }) => problem?.code)).toEqual([
        undefined,
        'wrong_type',
        'day_over_maximum',
        'user_id_required',
        undefined,
      ])
    })

    test('lets a later line correct an earlier one', async () => {
      const lines = [1, 2, 2].map((hours) => ({ entry: entry({ userId: 'a', externalId: 'x', hours }) }))
      const result = await open.service.pushEntries(push, lines, { dryRun: false })
      expect(result.results.map(({ status }) => status)).toEqual(['created', 'updated', 'unchanged'])
      expect(result.results[1]?.warnings?.map(({ message }) => message)).toEqual([
        'item 0 of this batch is the same entry: this item replaces it',
      ])
      const { data } = pageOf(await open.service.listEntries(push, { userId: 'a' }, undefined, 10))
      expect(data).toMatchObject([{ hours: 2, version: 2 }])
      expect((await events()).map(({ action }) => action)).toEqual(['entry.created', 'entry.updated'])
    })

    test('does not move an entry to another person', async () => {
      await open.service.pushEntries(push, items, { dryRun: false })
      const moved = [{ entry: entry({ userId: 'b', externalId: 'of-a' }) }]
      expect(
        (await open.service.pushEntries(push, moved, { dryRun: false })).results[0]?.problem,
      ).toMatchObject({
        code: 'external_id_of_another_person',
      })
    })

    test('as a dry run says the same and stores nothing', async () => {
      const rehearsed = await open.service.pushEntries(push, items, { dryRun: true })
      expect(rehearsed).toMatchObject({ created: 3 })
      expect(await events()).toEqual([])
      expect(await open.service.pushEntries(push, items, { dryRun: false })).toMatchObject({ created: 3 })
    })

    test('makes a new entry where the one with the externalId was deleted', async () => {
      const first = await open.service.pushEntries(push, items, { dryRun: false })
      await open.service.deleteEntry(push, first.results[0]?.id ?? '', undefined)
      expect(await open.service.pushEntries(push, items, { dryRun: false })).toMatchObject({
        created: 1,
        unchanged: 2,
      })
    })
  })

  describe('changing and deleting', () => {
    test('returns the new state of the entry, and logs the old one', async () => {
      const { entry: made } = await open.service.createEntry(ana, entry({ note: 'x' }))
      clock += 1_000
      const changed = await open.service.updateEntry(ana, made.id, { hours: 2, note: null }, undefined)
      expect(changed).toMatchObject({ hours: 2, version: 2, updatedAt: '2026-11-24T12:00:01.000Z' })
      expect(changed).not.toHaveProperty('note')
      const [, event] = await events()
      expect(event && decodePayloads(event)).toEqual({ before: made, after: changed })
    })

    test('leaves version and log alone where nothing changes', async () => {
      const { entry: made } = await open.service.createEntry(ana, entry())
      expect(await open.service.updateEntry(ana, made.id, { hours: 7.5 }, undefined)).toEqual(made)
      expect(await open.service.updateEntry(ana, made.id, {}, undefined)).toEqual(made)
      expect(await events()).toHaveLength(1)
    })

    test('honours If-Match', async () => {
      const { entry: made } = await open.service.createEntry(ana, entry())
      expect(await open.service.updateEntry(ana, made.id, { hours: 2 }, '"1-open"')).toMatchObject({
        version: 2,
      })
      for (const stale of ['"1-open"', 'W/"2-open"', 'nonsense', '']) {
        const problem = await problemOf(open.service.updateEntry(ana, made.id, { hours: 3 }, stale))
        expect(problem).toMatchObject({ status: 412, code: 'precondition_failed' })
      }
      await open.service.deleteEntry(ana, made.id, '*')
    })

    test('of two changes with the same If-Match at once, takes one', async () => {
      const { entry: made } = await open.service.createEntry(ana, entry())
      const outcomes = await Promise.allSettled(
        [1, 2].map((hours) => open.service.updateEntry(ana, made.id, { hours }, '"1-open"')),
      )
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('deletes, with its event, once', async () => {
      const { entry: made } = await open.service.createEntry(ana, entry())
      await open.service.deleteEntry(ana, made.id, undefined)
      expect(await problemOf(open.service.getEntry(ana, made.id))).toMatchObject({ status: 404 })
      expect(await problemOf(open.service.deleteEntry(ana, made.id, undefined))).toMatchObject({
        status: 404,
      })
      const [, event] = await events()
      expect(event).toMatchObject({ action: 'entry.deleted', after: null })
    })

    test("does not know another person's entry", async () => {
      const { entry: made } = await open.service.createEntry(ana, entry())
      const none = '01a20d60-5451-75a1-ba5d-83f3ca68c299'
      for (const attempt of [
        (id: string) => open.service.getEntry(ben, id),
        (id: string) => open.service.updateEntry(ben, id, { hours: 1 }, undefined),
        (id: string) => open.service.deleteEntry(ben, id, undefined),
      ]) {
        expect(await problemOf(attempt(made.id))).toEqual(await problemOf(attempt(none)))
        expect(await problemOf(attempt(made.id))).toMatchObject({ status: 404 })
      }
    })

    test("lets an approver see another person's entry, not change it", async () => {
      const approver = person('auth0|boss', 'approve:timesheets')
      const { entry: made } = await open.service.createEntry(ana, entry())
      expect(await open.service.getEntry(approver, made.id)).toEqual(made)
      expect(
        await problemOf(open.service.updateEntry(approver, made.id, { hours: 1 }, undefined)),
      ).toMatchObject({
        status: 403,
        code: 'not_your_timesheet',
      })
    })
  })

  describe('a locked week', () => {
    test.each(['submitted', 'approved'] as const)('that is %s takes no write of any kind', async (status) => {
      const { entry: inside } = await open.service.createEntry(ana, entry({ externalId: 'in' }))
      const { entry: outside } = await open.service.createEntry(ana, entry({ date: '2026-11-16' }))
      await setStatus('auth0|ana', '2026-11-23', status)
      for (const attempt of [
        open.service.createEntry(ana, entry()),
        open.service.updateEntry(ana, inside.id, { hours: 1 }, undefined),
        open.service.updateEntry(ana, inside.id, { date: '2026-11-16' }, undefined),
        open.service.updateEntry(ana, outside.id, { date: '2026-11-23' }, undefined),
        open.service.deleteEntry(ana, inside.id, undefined),
      ]) {
        expect(await problemOf(attempt)).toMatchObject({ status: 409, code: 'week_locked' })
      }
      const items = [{ entry: entry() }, { entry: entry({ externalId: 'in', hours: 1 }) }]
      const { results } = await open.service.pushEntries(ana, items, { dryRun: false })
      expect(results.map(({ problem }) => problem?.code)).toEqual(['week_locked', 'week_locked'])
      expect(await open.service.getEntry(ana, inside.id)).toEqual({ ...inside, status })
    })

    test('tells a pushed entry that is there already that it is unchanged', async () => {
      await open.service.createEntry(ana, entry({ externalId: 'in' }))
      await setStatus('auth0|ana', '2026-11-23', 'approved')
      const { results } = await open.service.pushEntries(ana, [{ entry: entry({ externalId: 'in' }) }], {
        dryRun: false,
      })
      expect(results).toMatchObject([{ status: 'unchanged' }])
    })
  })

  describe('listing', () => {
    test('goes by date, then by age, one page after the other, and never skips what was there', async () => {
      for (const date of ['2026-11-24', '2026-11-20', '2026-11-23', '2026-11-20']) {
        await open.service.createEntry(ana, entry({ date, hours: 1 }))
      }
      const first = pageOf(await open.service.listEntries(ana, {}, undefined, 2))
      expect(first.data.map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-20'])
      await open.service.createEntry(ana, entry({ date: '2026-11-02', hours: 1 }))
      await open.service.deleteEntry(ana, first.data[1]?.id ?? '', undefined)
      const second = pageOf(await open.service.listEntries(ana, {}, first.data[1], 2))
      expect(second.data.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24'])
      expect(second.nextCursor).toBeNull()
    })

    test('filters by dates, project and the status of the week', async () => {
      await open.service.createEntry(ana, entry({ date: '2026-11-09', project: 'A' }))
      await open.service.createEntry(ana, entry({ date: '2026-11-16', project: 'B' }))
      await open.service.createEntry(ana, entry({ date: '2026-11-23', project: 'A' }))
      await setStatus('auth0|ana', '2026-11-16', 'submitted')
      const dates = async (filters: object) =>
        pageOf(await open.service.listEntries(ana, filters, undefined, 10)).data.map(({ date }) => date)
      expect(await dates({ from: '2026-11-16' })).toEqual(['2026-11-16', '2026-11-23'])
      expect(await dates({ to: '2026-11-16' })).toEqual(['2026-11-09', '2026-11-16'])
      expect(await dates({ project: 'A' })).toEqual(['2026-11-09', '2026-11-23'])
      expect(await dates({ status: 'submitted' })).toEqual(['2026-11-16'])
      expect(await dates({ project: 'A', from: '2026-11-10', status: 'open' })).toEqual(['2026-11-23'])
    })

    test('streams all of them', async () => {
      const items = Array.from({ length: 1_000 }, (_, index) => ({
        entry: entry({
          userId: 'a',
          hours: 0.25,
          date: `2026-${(index % 9) + 1}`.replace(/-(\d)$/, '-0$1-10'),
        }),
      }))
      await open.service.pushEntries(push, items.slice(0, 800), { dryRun: false })
      const ids = new Set<string>()
      for await (const page of await open.service.streamEntries(push, { userId: 'a' })) {
        for (const { id } of page) ids.add(id)
      }
      expect(ids.size).toBe(800)
    })

    test('for a person whom the caller may not see gets the same result as for an unknown one', async () => {
      await open.service.createEntry(ana, entry())
      const other = await problemOf(open.service.listEntries(ben, { userId: 'auth0|ana' }, undefined, 10))
      const nobody = await problemOf(open.service.listEntries(ben, { userId: 'auth0|nobody' }, undefined, 10))
      expect(other).toMatchObject({ status: 404 })
      expect(other).toEqual(nobody)
    })

    test('by a machine needs a person', async () => {
      expect(await problemOf(open.service.listEntries(push, {}, undefined, 10))).toMatchObject({
        status: 422,
        code: 'user_id_required',
      })
    })
  })

  describe('the policy', () => {
    const keeper = person('auth0|keeper', 'manage:timesheets')

    test('rules the next write, and its change is logged', async () => {
      await open.service.updatePolicy(keeper, { lockedThrough: '2026-11-22', incrementMinutes: 6 })
      expect(await open.service.policy()).toMatchObject({ lockedThrough: '2026-11-22', incrementMinutes: 6 })
      expect(await problemOf(open.service.createEntry(ana, entry({ date: '2026-11-22' })))).toMatchObject({
        status: 409,
        code: 'period_locked',
      })
      expect((await open.service.createEntry(ana, entry({ hours: 0.1 }))).status).toBe(201)
      const [event] = await events()
      expect(event).toMatchObject({ action: 'policy.updated', actor: 'auth0|keeper' })
    })

    test('is not written where nothing changes', async () => {
      await open.service.updatePolicy(keeper, { incrementMinutes: 15 })
      expect(await events()).toEqual([])
    })
  })
})
