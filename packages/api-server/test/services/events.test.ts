import type { EventFilters, EventPosition } from 'timesheets-sdk/contract'
import { eventPositionOf, newestPositionOf } from 'timesheets-sdk/contract'
import type { Event } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import { deleteEventsThrough } from '../../src/store/events/prune.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../support/databases.ts'

const ann = person('ann', 'read:timesheets', 'create:timesheets', 'delete:timesheets')
const ben = person('ben', 'read:timesheets', 'create:timesheets')
const mia = person('mia', 'read:timesheets', 'approve:timesheets')
const max = person('max', 'read:timesheets', 'approve:timesheets')
const chief = person('chief', 'read:timesheets', 'approve:timesheets', 'approve:any')
const keeper = person('keeper', 'read:timesheets', 'manage:timesheets')
const payroll = machine('payroll')
const keeperMachine: Caller = { ...payroll, scopes: new Set(['read:timesheets', 'manage:timesheets']) }

const entry = { date: '2026-11-23', project: 'P', hours: 1, billable: true }
const webhook = { url: 'https://hooks.abc.example/', events: ['week.*' as const] }
const somebody = {
  kind: 'employee',
  expectedHoursPerWeek: 40,
  activeFrom: '2026-01-01',
  timeZone: 'Etc/UTC',
} as const

describe.each(engineNames)('the change feed on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let clockMs: number | undefined

  beforeEach(async () => {
    database = await newDatabase(engineName)
    clockMs = undefined
    open = await openTimesheetService({ ...database.location, now: () => clockMs ?? Date.now() })
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  async function feed(caller: Caller, filters: EventFilters = {}): Promise<Event[]> {
    const { data, nextCursor } = await open.service.listEvents(caller, filters, { after: 0 }, 1_000)
    expect(nextCursor).toBeNull()
    return data
  }

  /** The person and the filters. */
  async function told(caller: Caller, filters: EventFilters = {}): Promise<string[]> {
    const events = await feed(caller, filters)
    return events.map(({ action, subject }) =>
      `${action} ${'userId' in subject ? subject.userId : ''}`.trim(),
    )
  }

  async function aCompany() {
    const { service } = open
    await service.putPerson(keeper, 'ann', { ...somebody, name: 'Ann', managerId: 'mia' })
    await service.createEntry(ann, entry)
    await service.createEntry(ben, entry)
    await service.createWebhook(keeperMachine, webhook, undefined)
    await service.updatePolicy(keeper, { weeklyWarningHours: 50 })
  }

  test('shows each caller what is theirs to see', async () => {
    await aCompany()
    const [ofAnn, ofBen] = ['entry.created ann', 'entry.created ben']
    expect(await told(ann)).toEqual(['person.added ann', ofAnn])
    expect(await told(ben)).toEqual([ofBen])
    // Ben reports to nobody, so every approver decides on his weeks.
    expect(await told(mia)).toEqual([ofAnn, ofBen])
    expect(await told(max)).toEqual([ofBen])
    expect(await told(chief)).toEqual([ofAnn, ofBen])
    expect(await told(payroll)).toEqual([ofAnn, ofBen])
    expect(await told(keeper)).toEqual(['person.added ann', 'webhook.added', 'policy.updated'])
    expect(await told(keeperMachine)).toEqual([
      'person.added ann',
      ofAnn,
      ofBen,
      'webhook.added',
      'policy.updated',
    ])
  })

  test('has no secret in what it tells of webhooks', async () => {
    const made = await open.service.createWebhook(keeperMachine, webhook, undefined)
    const renewed = await open.service.rotateWebhookSecret(keeper, made.id, undefined)
    await open.service.updateWebhook(keeper, made.id, { status: 'paused' })
    await open.service.deleteWebhook(keeper, made.id)
    const events = await feed(keeper)
    expect(events.map(({ action }) => action)).toEqual([
      'webhook.added',
      'webhook.updated',
      'webhook.updated',
      'webhook.removed',
    ])
    expect(events[1]?.after).toMatchObject({ secretChangedAt: expect.any(String) })
    for (const { secret } of [made, renewed]) expect(JSON.stringify(events)).not.toContain(secret)
    expect(JSON.stringify(events)).not.toContain('whsec_')
  })

  test('gives the history of a week, with what was moved out of it, to its owner and who may see it', async () => {
    const { service } = open
    const first = await service.createEntry(ann, entry)
    await service.createEntry(ann, { ...entry, date: '2026-12-01' })
    await service.updateEntry(ann, first.entry.id, { hours: 2 }, undefined)
    await service.updateEntry(ann, first.entry.id, { date: '2026-12-02' }, undefined)
    const third = await service.createEntry(ann, entry)
    await service.actOnWeek(ann, { userId: 'ann', week: '2026-W48', action: 'submit' })
    const history = [
      'entry.created ann',
      'entry.updated ann',
      'entry.updated ann',
      'entry.created ann',
      'week.submitted ann',
    ]
    expect(await told(ann, { week: '2026-W48' })).toEqual(history)
    expect(await told(mia, { userId: 'ann', week: '2026-W48' })).toEqual(history)
    expect(await told(payroll, { userId: 'ann', week: '2026-W48' })).toEqual(history)
    expect(await told(ann, { userId: 'me', week: '2026-W49' })).toEqual([
      'entry.created ann',
      'entry.updated ann',
    ])
    const ofEntry = await feed(ann, { entryId: first.entry.id.toUpperCase() })
    expect(ofEntry.map(({ before, after }) => [before, after])).toMatchObject([
      [null, { hours: 1 }],
      [{ hours: 1 }, { hours: 2 }],
      [{ date: '2026-11-23' }, { date: '2026-12-02' }],
    ])
    expect(await told(ann, { week: '2026-W48', entryId: third.entry.id })).toEqual(['entry.created ann'])
  })

  test('treats a person whom the caller may not see like one who does not exist', async () => {
    await aCompany()
    for (const userId of ['ann', 'nobody']) {
      await expect(feed(ben, { userId })).rejects.toMatchObject({ problem: { code: 'not_found' } })
    }
    await expect(feed(max, { userId: 'ann', week: '2026-W48' })).rejects.toMatchObject({
      problem: { code: 'not_found' },
    })
    await expect(feed(payroll, { week: '2026-W48' })).rejects.toMatchObject({
      problem: { code: 'user_id_required' },
    })
  })

  test('shows an approver nothing of the roster', async () => {
    await aCompany()
    expect(await told(mia, { userId: 'ann' })).toEqual(['entry.created ann'])
    const both: Caller = { ...mia, scopes: new Set([...mia.scopes, 'manage:timesheets']) }
    expect(await told(both, { userId: 'ann' })).toEqual(['person.added ann', 'entry.created ann'])
  })

  test('shows an administrator the roster events of a person, and nothing of the timesheets', async () => {
    await aCompany()
    expect(await told(keeper, { userId: 'ann' })).toEqual(['person.added ann'])
    expect(await told(keeper, { userId: 'ann', week: '2026-W48' })).toEqual([])
    expect(await told(keeper, { userId: 'nobody' })).toEqual([])
  })

  test('is read page by page, and followed by what each page looked through', async () => {
    for (let round = 0; round < 5; round++) await open.service.createEntry(round % 2 ? ann : ben, entry)
    const seen: number[] = []
    let from: EventPosition = { after: 0 }
    for (;;) {
      const page = await open.service.listEvents(payroll, {}, from, 2)
      seen.push(...page.data.map(({ sequence }) => sequence))
      from = { after: page.through, generation: page.generation }
      if (page.nextCursor === null) break
      expect(eventPositionOf(page.nextCursor)).toEqual(from)
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(await open.service.listEvents(payroll, {}, from, 2)).toEqual({
      data: [],
      nextCursor: null,
      through: from.after,
      archivedThrough: 0,
      generation: from.generation,
    })
    // Events that Ann may not see are passed, too: she need not scan them again.
    expect((await open.service.listEvents(ann, {}, { after: 0 }, 100)).through).toBe(seen.at(-1))
  })

  describe('newest first', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-25'] as const

    /** Two events a day; the policy is changed on the second day. */
    async function threeDays() {
      const { service } = open
      for (const [index, day] of days.entries()) {
        clockMs = Date.parse(`${day}T00:00:00Z`)
        await service.createEntry(ann, entry)
        clockMs = Date.parse(`${day}T23:59:59.999Z`)
        if (index === 1) await service.updatePolicy(keeper, { weeklyWarningHours: 50 })
        else await service.createEntry(ben, entry)
      }
    }
    async function pages(caller: Caller, filters: EventFilters, limit: number): Promise<number[][]> {
      const found: number[][] = []
      let before = Number.POSITIVE_INFINITY
      for (;;) {
        const page = await open.service.listNewestEvents(caller, filters, before, limit)
        found.push(page.data.map(({ sequence }) => sequence))
        if (page.nextCursor === null) return found
        before = newestPositionOf(page.nextCursor) ?? 0
        expect(page.through).toBe(before)
      }
    }

    test('has each event on its day, although clocks of processes differ at midnight', async () => {
      const midnightMs = Date.parse('2026-11-24T00:00:00Z')
      for (const afterMs of [-5_000, 2_000, -1_000, 4_000, -3_000, 6_000]) {
        clockMs = midnightMs + afterMs
        await open.service.createEntry(ann, entry)
      }
      expect(await pages(ann, { to: days[0] }, 4)).toEqual([[5, 3, 1]])
      expect(await pages(ann, { from: days[1] }, 4)).toEqual([[6, 4, 2]])
      const oldest = await open.service.listEvents(payroll, { userId: 'ann', to: days[0] }, { after: 0 }, 9)
      expect(oldest.data.map(({ sequence }) => sequence)).toEqual([1, 3, 5])
      // From here, a reader of the next day misses none.
      expect(oldest.through).toBe(1)
    })

    test('is read page by page, by kind, person and day', async () => {
      await threeDays()
      expect(await pages(keeperMachine, {}, 4)).toEqual([
        [6, 5, 4, 3],
        [2, 1],
      ])
      expect(await pages(keeperMachine, {}, 3)).toEqual([
        [6, 5, 4],
        [3, 2, 1],
      ])
      expect(await pages(keeperMachine, { subject: 'policy' }, 4)).toEqual([[4]])
      expect(await pages(payroll, { from: days[1], to: days[1] }, 4)).toEqual([[3]])
      expect(await pages(payroll, { userId: 'ann', from: days[1] }, 4)).toEqual([[5, 3]])
      expect(await pages(payroll, { to: '2026-11-22' }, 4)).toEqual([[]])
      expect(await pages(payroll, { from: '2026-11-26' }, 4)).toEqual([[]])
      expect(await pages(ann, { to: days[0] }, 4)).toEqual([[1]])
      const oldest = await open.service.listEvents(
        payroll,
        { to: days[1], subject: 'entry' },
        { after: 0 },
        9,
      )
      expect(oldest).toMatchObject({ data: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }], through: 4 })
    })

    test('ends where older events were archived, and says so', async () => {
      await threeDays()
      const engine = engineOn(database.location)
      await deleteEventsThrough(engine, 2)
      await engine.close()
      expect(await pages(keeperMachine, {}, 4)).toEqual([[6, 5, 4, 3]])
      const page = await open.service.listNewestEvents(payroll, { to: days[0] }, Number.POSITIVE_INFINITY, 4)
      expect(page).toMatchObject({ data: [], nextCursor: null, archivedThrough: 2 })
    })
  })
})
