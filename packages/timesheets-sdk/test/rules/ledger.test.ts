import { describe, expect, test } from 'vitest'
import { defaultPolicy, type EntryPatch, type EntryRecord, type ParsedEntry } from '../../src/model/index.ts'
import {
  type Caller,
  type Decision,
  type EntrySource,
  externalKey,
  Ledger,
  sourceOf,
} from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'
import { MemoryStore } from '../../src/testing/memory-store.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
const machine = machineCaller('m2m-push')
const ada = personCaller('auth0|ada')
const ben = personCaller('auth0|ben')

function entry(differences: Partial<ParsedEntry> = {}): ParsedEntry {
  return {
    userId: 'auth0|ada',
    date: '2026-11-23',
    project: 'ACME-42',
    hours: 7.5,
    billable: true,
    ...differences,
  }
}

function newLedger(store = new MemoryStore()) {
  let count = 0
  return new Ledger(store, { nowMs, newId: () => `id-${++count}` })
}

function accepted(decision: Decision): EntryRecord {
  if (decision.status === 'rejected') throw new Error(decision.errors.map(({ message }) => message).join())
  return decision.entry
}

function put(ledger: Ledger, caller: Caller, input: ParsedEntry): EntryRecord {
  return accepted(ledger.put(caller, input, 'update'))
}

/** A store that has this entry. */
function storeWith(input: ParsedEntry, caller: Caller = machine) {
  const store = new MemoryStore()
  const ledger = newLedger(store)
  const record = put(ledger, caller, input)
  store.write(ledger)
  return { store, record }
}

describe('put', () => {
  test('makes a record of all that was sent', () => {
    expect(
      put(newLedger(), machine, entry({ note: 'review', externalId: 'crm-1', billable: false })),
    ).toEqual({
      id: 'id-1',
      userId: 'auth0|ada',
      date: '2026-11-23',
      project: 'ACME-42',
      minutes: 450,
      note: 'review',
      billable: false,
      externalId: 'crm-1',
      externalOwner: '',
      source: 'm2m-push',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      version: 1,
    })
  })

  test('leaves out what was not sent; an empty note is none', () => {
    expect(put(newLedger(), ada, entry({ note: '' }))).toMatchObject({
      note: null,
      externalId: null,
      externalOwner: null,
    })
  })

  test('sees what was decided before it', () => {
    const ledger = newLedger()
    put(ledger, machine, entry({ hours: 20 }))
    expect(ledger.put(machine, entry({ hours: 5 }), 'update')).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'day_over_maximum' }],
    })
    put(ledger, machine, entry({ hours: 20, externalId: 'crm-1', date: '2026-11-24' }))
    expect(put(ledger, machine, entry({ hours: 21, externalId: 'crm-1', date: '2026-11-24' }))).toMatchObject(
      {
        version: 2,
        minutes: 1_260,
      },
    )
  })

  test('keeps the same name apart by client, and by person where a person sends', () => {
    const ledger = newLedger()
    const named = entry({ externalId: 'crm-1', hours: 1 })
    const ids = [
      put(ledger, machine, named),
      put(ledger, machineCaller('other'), named),
      put(ledger, ada, named),
      put(ledger, ben, { ...named, userId: 'auth0|ben' }),
      put(ledger, personCaller('auth0|ada', { clientId: 'cli' }), named),
    ].map(({ id }) => id)
    expect(new Set(ids).size).toBe(5)
    expect(put(ledger, ada, named).id).toBe(ids[2])
  })

  test('names the entry that is in the way', () => {
    const { store, record } = storeWith(entry({ externalId: 'crm-1' }))
    const taken = newLedger(store).put(machine, entry({ externalId: 'crm-1', hours: 8 }), 'refuse')
    expect(taken).toMatchObject({
      status: 'rejected',
      existingId: record.id,
      errors: [{ path: '/externalId' }],
    })
    const moved = newLedger(store).put(machine, entry({ externalId: 'crm-1', userId: 'auth0|ben' }), 'update')
    expect(moved).toMatchObject({
      existingId: record.id,
      errors: [{ code: 'external_id_of_another_person' }],
    })
  })

  test('makes a new entry of a name whose entry was deleted, at once and later', () => {
    const { store, record } = storeWith(entry({ externalId: 'crm-1' }))
    const ledger = newLedger(store)
    ledger.remove(machine, record)
    expect(ledger.put(machine, entry({ externalId: 'crm-1' }), 'refuse').status).toBe('created')
    const deleting = newLedger(store)
    deleting.remove(machine, record)
    store.write(deleting)
    expect(newLedger(store).put(machine, entry({ externalId: 'crm-1' }), 'refuse').status).toBe('created')
  })
})

describe('change', () => {
  const change = (patch: EntryPatch, caller: Caller = ada) => {
    const { store, record } = storeWith(entry({ note: 'review', externalId: 'crm-1' }), ada)
    const ledger = newLedger(store)
    return { ledger, record, decision: ledger.change(caller, record, patch) }
  }

  test.each([
    [{ hours: 8 }, { minutes: 480 }],
    [{ date: '2026-11-24' }, { date: '2026-11-24' }],
    [{ project: 'ACME-43' }, { project: 'ACME-43' }],
    [{ billable: false }, { billable: false }],
    [{ note: 'other' }, { note: 'other' }],
    [{ note: null }, { note: null }],
    [{ note: '' }, { note: null }],
  ])('%j changes that alone, and counts the version', (patch, change_) => {
    const { decision, record } = change(patch)
    expect(decision).toEqual({
      status: 'updated',
      entry: { ...record, ...change_, version: 2 },
      warnings: [],
    })
  })

  test.each([{}, { hours: 7.5 }, { note: 'review', date: '2026-11-23' }])('%j changes nothing', (patch) => {
    const { ledger, decision, record } = change(patch)
    expect(decision).toEqual({ status: 'unchanged', entry: record, warnings: [] })
    expect(ledger.changes).toEqual([])
  })

  test('is refused for what the rules refuse, and to others', () => {
    expect(change({ hours: 25 }).decision).toMatchObject({ errors: [{ code: 'hours_over_day' }] })
    expect(change({ hours: 8 }, ben).decision).toMatchObject({ errors: [{ code: 'not_your_timesheet' }] })
    expect(change({ hours: 8 }, machine).decision.status).toBe('updated')
  })

  test('leaves twenty minutes twenty minutes', () => {
    const store = new MemoryStore()
    store.policy = { ...defaultPolicy, incrementMinutes: 20 }
    const ledger = newLedger(store)
    const record = put(ledger, ada, entry({ hours: 0.3333 }))
    expect(accepted(ledger.change(ada, record, { note: 'short' })).minutes).toBe(20)
  })
})

describe('remove', () => {
  test('deletes one’s own, and anyone’s for a machine', () => {
    const { store, record } = storeWith(entry(), ada)
    expect(newLedger(store).remove(ben, record)).toMatchObject([{ code: 'not_your_timesheet' }])
    expect(newLedger(store).remove(machine, record)).toEqual([])
    const ledger = newLedger(store)
    expect(ledger.remove(ada, record)).toEqual([])
    expect(ledger.changes).toMatchObject([
      { before: record, after: null, beforeStatus: 'open', afterStatus: 'open' },
    ])
  })

  test('is refused in a locked week', () => {
    const { store, record } = storeWith(entry(), ada)
    store.setWeekStatus('auth0|ada', '2026-W48', 'approved')
    const ledger = newLedger(store)
    expect(ledger.remove(ada, record)).toMatchObject([{ code: 'week_locked' }])
    expect(ledger.changes).toEqual([])
  })
})

describe('the books', () => {
  test('have each week that was touched, with its hours by day', () => {
    const ledger = newLedger()
    const record = put(ledger, machine, entry({ hours: 2 }))
    put(ledger, machine, entry({ hours: 1, billable: false }))
    put(ledger, machine, entry({ hours: 3, date: '2026-11-29' }))
    ledger.change(machine, record, { date: '2026-11-16', billable: false })
    expect([...ledger.touchedWeeks]).toMatchObject([
      {
        userId: 'auth0|ada',
        week: '2026-W48',
        status: 'open',
        dayMinutes: [60, 0, 0, 0, 0, 0, 180],
        billableMinutes: 180,
        entriesChangedAtMs: nowMs,
        // Three entries, and one of them moved away.
        version: 4,
      },
      {
        userId: 'auth0|ada',
        week: '2026-W47',
        status: 'open',
        dayMinutes: [120, 0, 0, 0, 0, 0, 0],
        billableMinutes: 0,
        version: 1,
      },
    ])
  })

  test('have nothing of what was refused', () => {
    const ledger = newLedger()
    ledger.put(machine, entry({ hours: 25 }), 'update')
    expect([...ledger.touchedWeeks]).toEqual([])
    expect(ledger.changes).toEqual([])
  })

  test('say the status of a week, before and after', () => {
    const store = new MemoryStore()
    store.setWeekStatus('auth0|ada', '2026-W47', 'rejected')
    const ledger = newLedger(store)
    const record = put(ledger, ada, entry())
    ledger.change(ada, record, { date: '2026-11-16' })
    expect(ledger.changes).toMatchObject([
      { before: null, beforeStatus: 'open', afterStatus: 'open' },
      { beforeStatus: 'open', afterStatus: 'rejected' },
    ])
    expect(ledger.statusOf('auth0|ada', '2026-11-16')).toBe('rejected')
  })
})

function ownSource(caller: Caller): EntrySource {
  const source = sourceOf(caller, undefined, defaultPolicy)
  if ('code' in source) throw new RangeError(source.message)
  return source
}

test('a name is unique for a machine, and for a person within their own', () => {
  expect(externalKey(ownSource(machine), 'auth0|ada', 'x')).toEqual({
    source: 'm2m-push',
    externalOwner: '',
    externalId: 'x',
  })
  expect(externalKey(ownSource(ada), 'auth0|ada', 'x')).toEqual({
    source: 'spa',
    externalOwner: 'auth0|ada',
    externalId: 'x',
  })
})
