import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  dayOfWeek,
  defaultPolicy,
  type EntryPatch,
  type ParsedEntry,
  type Policy,
  type WeekRecord,
  type WeekStatus,
  weekOf,
  weekStatuses,
} from '../../src/model/index.ts'
import { type Decision, Ledger } from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'
import { MemoryStore } from '../../src/testing/memory-store.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
const people = ['auth0|ada', 'auth0|ben'] as const
const machine = machineCaller('m2m-push')
const callers = [machine, ...people.map((userId) => personCaller(userId))]

// Few people, days and names, so that entries meet.
const date = fc.integer({ min: -10, max: 12 }).map((days) => addDays('2026-11-23', days))
const hours = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 96 }).map((quarters) => quarters / 4) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 7.1, 25, 0.3333) },
)
const userId = fc.constantFrom(...people)
const project = fc.constantFrom('ACME-42', 'ACME-43')
const externalId = fc.option(
  fc.integer({ min: 0, max: 5 }).map((number) => `crm-${number}`),
  { nil: undefined },
)
const entry: fc.Arbitrary<ParsedEntry> = fc.record({
  userId,
  date,
  project,
  hours,
  billable: fc.option(fc.boolean(), { nil: undefined }),
  note: fc.constantFrom('', 'review'),
  externalId,
})
const patch: fc.Arbitrary<EntryPatch> = fc.record(
  { date, project, hours, billable: fc.boolean(), note: fc.constantFrom(null, 'review') },
  { requiredKeys: [] },
)
const policy: fc.Arbitrary<Policy> = fc.record({
  incrementMinutes: fc.constantFrom(1, 15, 30),
  maxHoursPerDay: fc.constantFrom(8, 10, 24),
  maxDaysAhead: fc.integer({ min: 0, max: 10 }),
  lockedThrough: fc.option(date),
  weeklyWarningHours: fc.constantFrom(20, 60),
  unlistedProjects: fc.constantFrom('warn', 'refuse'),
  holidayCalendars: fc.constant([]),
  managersSeeAmounts: fc.constant(false),
  sources: fc.constant([]),
})
const statuses = fc.array(fc.record({ userId, date, status: fc.constantFrom(...weekStatuses) }), {
  maxLength: 3,
})

const operation = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    caller: fc.constantFrom(...callers),
    entry,
    onExisting: fc.constantFrom('update' as const, 'refuse' as const),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    caller: fc.constantFrom(...callers),
    place: fc.nat(),
    patch,
  }),
  fc.record({ kind: fc.constant('remove' as const), caller: fc.constantFrom(...callers), place: fc.nat() }),
)

type Operation = typeof operation extends fc.Arbitrary<infer O> ? O : never

interface World {
  readonly policy: Policy
  readonly statuses: readonly {
    readonly userId: string
    readonly date: string
    readonly status: WeekStatus
  }[]
}

const world: fc.Arbitrary<World> = fc.record({ policy, statuses })

function storeOf({ policy, statuses }: World): MemoryStore {
  const store = new MemoryStore()
  store.policy = policy
  for (const { userId, date, status } of statuses) store.setWeekStatus(userId, weekOf(date), status)
  return store
}

let ids = 0
const newLedger = (store: MemoryStore) => new Ledger(store, { nowMs, newId: () => `id-${ids++}` })

function run(store: MemoryStore, ledger: Ledger, operations: readonly Operation[]) {
  for (const operation of operations) {
    const stored = store.entries()
    const record = store.entry(stored[('place' in operation ? operation.place : 0) % stored.length]?.id ?? '')
    if (operation.kind === 'put') ledger.put(operation.caller, operation.entry, operation.onExisting)
    else if (record && operation.kind === 'change') ledger.change(operation.caller, record, operation.patch)
    else if (record && operation.kind === 'remove') ledger.remove(operation.caller, record)
    store.write(ledger)
    ledger.changes.length = 0
  }
}

/** The weeks of a person, added up from the entries alone. */
function recomputed(store: MemoryStore): Map<string, Pick<WeekRecord, 'dayMinutes' | 'billableMinutes'>> {
  const weeks = new Map<string, { dayMinutes: number[]; billableMinutes: number }>()
  for (const { id } of store.entries()) {
    const record = store.entry(id)
    if (!record) continue
    const key = `${record.userId} ${weekOf(record.date)}`
    const week = weeks.get(key) ?? { dayMinutes: [0, 0, 0, 0, 0, 0, 0], billableMinutes: 0 }
    const day = dayOfWeek(record.date)
    week.dayMinutes[day] = (week.dayMinutes[day] ?? 0) + record.minutes
    if (record.billable) week.billableMinutes += record.minutes
    weeks.set(key, week)
  }
  return weeks
}

test('after any run of operations the books are what the entries add up to', () => {
  fc.assert(
    fc.property(world, fc.array(operation, { maxLength: 40 }), (world, operations) => {
      const store = storeOf(world)
      const ledger = newLedger(store)
      run(store, ledger, operations)
      const weeks = recomputed(store)
      for (const { userId, week, dayMinutes, billableMinutes } of ledger.touchedWeeks) {
        const expected = weeks.get(`${userId} ${week}`) ?? {
          dayMinutes: Array(7).fill(0),
          billableMinutes: 0,
        }
        expect({ dayMinutes, billableMinutes }).toEqual(expected)
      }
      const touched = new Set([...ledger.touchedWeeks].map(({ userId, week }) => `${userId} ${week}`))
      expect([...weeks.keys()].filter((key) => !touched.has(key))).toEqual([])
    }),
  )
})

test('no day has more than its maximum, and no entry is off the increment or too far ahead', () => {
  fc.assert(
    fc.property(world, fc.array(operation, { maxLength: 40 }), (world, operations) => {
      const store = storeOf(world)
      run(store, newLedger(store), operations)
      for (const { dayMinutes } of recomputed(store).values()) {
        expect(Math.max(...dayMinutes)).toBeLessThanOrEqual(world.policy.maxHoursPerDay * 60)
      }
      const lastDate = addDays('2026-11-25', world.policy.maxDaysAhead)
      for (const { id, date } of store.entries()) {
        expect((store.entry(id)?.minutes ?? 0) % world.policy.incrementMinutes).toBe(0)
        expect(date <= lastDate).toBe(true)
      }
    }),
  )
})

test('what is locked never changes', () => {
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 20 }),
      world,
      fc.array(operation, { maxLength: 20 }),
      (before, locks, after) => {
        const store = storeOf({ policy: { ...defaultPolicy, maxDaysAhead: 30 }, statuses: [] })
        run(store, newLedger(store), before)
        for (const { userId, date, status } of locks.statuses)
          store.setWeekStatus(userId, weekOf(date), status)
        store.policy = locks.policy
        const locked = () =>
          store
            .entries()
            .filter(
              ({ status, date }) =>
                status === 'submitted' || status === 'approved' || date <= (locks.policy.lockedThrough ?? ''),
            )
        const untouched = locked()
        run(store, newLedger(store), after)
        expect(locked()).toEqual(untouched)
      },
    ),
  )
})

test('nobody but a machine writes what is another’s', () => {
  fc.assert(
    fc.property(world, fc.array(operation, { maxLength: 30 }), (world, operations) => {
      const store = storeOf(world)
      const ben = callers[2]
      const byBen = operations.flatMap((operation) => (ben ? [{ ...operation, caller: ben }] : []))
      run(store, newLedger(store), byBen)
      expect(new Set(store.entries().map(({ userId }) => userId)).has('auth0|ada')).toBe(false)
    }),
  )
})

function push(store: MemoryStore, entries: readonly ParsedEntry[], batchSize = entries.length): Decision[] {
  const decisions: Decision[] = []
  for (let start = 0; start < entries.length; start += Math.max(1, batchSize)) {
    const ledger = newLedger(store)
    const batch = entries.slice(start, start + Math.max(1, batchSize))
    decisions.push(...batch.map((entry) => ledger.put(machine, entry, 'update')))
    store.write(ledger)
  }
  return decisions
}

function summaryOf(decision: Decision): string {
  return decision.status === 'rejected'
    ? `rejected ${decision.errors.map(({ code }) => code)}`
    : `${decision.status} ${decision.warnings.map(({ code }) => code)}`
}

test('a push that is run again changes nothing', () => {
  fc.assert(
    fc.property(world, fc.array(entry, { maxLength: 40 }), (world, entries) => {
      const named = entries.map((entry, index) => ({ ...entry, externalId: `row-${index}` }))
      const store = storeOf(world)
      const first = push(store, named)
      const stored = store.entries()
      const again = push(store, named)
      expect(store.entries()).toEqual(stored)
      expect(again.map(({ status }) => status)).toEqual(
        first.map(({ status }) => (status === 'rejected' ? 'rejected' : 'unchanged')),
      )
    }),
  )
})

test('a push that was cut off anywhere, and is run again, ends as one that was not', () => {
  fc.assert(
    fc.property(world, fc.array(entry, { maxLength: 30 }), fc.nat(), (world, entries, cut) => {
      const named = entries.map((entry, index) => ({ ...entry, externalId: `row-${index}` }))
      const [whole, cutOff] = [storeOf(world), storeOf(world)]
      push(whole, named)
      push(cutOff, named.slice(0, cut % (named.length + 1)))
      push(cutOff, named)
      const content = (store: MemoryStore) =>
        store
          .entries()
          .map(({ id, ...rest }) => JSON.stringify(rest))
          .sort()
      expect(content(cutOff)).toEqual(content(whole))
    }),
  )
})

test('the verdicts are the same however a push is cut into batches', () => {
  fc.assert(
    fc.property(
      world,
      fc.array(entry, { maxLength: 40 }),
      fc.integer({ min: 1, max: 40 }),
      (world, entries, batchSize) => {
        const inOne = push(storeOf(world), entries).map(summaryOf)
        expect(push(storeOf(world), entries, batchSize).map(summaryOf)).toEqual(inOne)
      },
    ),
  )
})
