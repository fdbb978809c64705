import { describe, expect, test } from 'vitest'
import { defaultPolicy, type ParsedEntry, type Policy } from '../../src/model/index.ts'
import {
  type Catalogue,
  type CatalogueProject,
  judgeProject,
  Ledger,
  noCatalogue,
} from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'
import { MemoryStore } from '../../src/testing/memory-store.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
const warning: Policy = { ...defaultPolicy, unlistedProjects: 'warn' }
const refusing: Policy = { ...defaultPolicy, unlistedProjects: 'refuse' }

function catalogueOf(...projects: CatalogueProject[]): Catalogue {
  return { hasCatalogue: true, projectOf: (code) => projects.find((project) => project.code === code) }
}
const catalogue = catalogueOf(
  { code: 'ACME-42', billable: true, activeFrom: '2026-01-01', activeTo: '2026-11-30' },
  { code: 'ALWAYS', billable: false },
)

describe('a project in the catalogue', () => {
  test.each([
    ['ACME-42', '2025-12-31', 'project_inactive', 'begins on 2026-01-01'],
    ['ACME-42', '2026-01-01', undefined, ''],
    ['ACME-42', '2026-11-30', undefined, ''],
    ['ACME-42', '2026-12-01', 'project_inactive', 'ended on 2026-11-30'],
    ['ALWAYS', '1999-01-01', undefined, ''],
    ['OTHER', '2026-06-01', 'project_unlisted', 'is not in the project catalogue'],
  ])('%s on %s: %s', (project, date, code, words) => {
    const refused = judgeProject({ project, date }, catalogue, refusing)
    expect(refused.errors.map((error) => error.code)).toEqual(code === undefined ? [] : [code])
    expect(refused.warnings).toEqual([])
    expect(refused.errors.map(({ path }) => path)).toEqual(code === undefined ? [] : ['/project'])
    expect(refused.errors[0]?.message ?? '').toContain(words)
    // The policy alone decides what becomes of it.
    expect(judgeProject({ project, date }, catalogue, warning)).toEqual({
      errors: [],
      warnings: refused.errors,
    })
  })
})

test('without a catalogue every code is good', () => {
  expect(judgeProject({ project: 'ANY', date: '2026-11-23' }, noCatalogue, refusing)).toEqual({
    errors: [],
    warnings: [],
  })
})

describe('whether an entry is billable', () => {
  const machine = machineCaller('m2m-push')
  const entry = { userId: 'auth0|ada', date: '2026-11-23', project: 'INT', hours: 1, externalId: 'crm-1' }

  function pushed(store: MemoryStore, input: ParsedEntry) {
    const ledger = new Ledger(store, { nowMs, newId: () => crypto.randomUUID() })
    const decision = ledger.put(machine, input, 'update')
    if (decision.status === 'rejected') throw new Error(decision.errors[0]?.message)
    store.write(ledger)
    return { status: decision.status, billable: decision.entry.billable }
  }
  function storeWith(...projects: [code: string, billable: boolean][]) {
    const store = new MemoryStore()
    for (const [code, billable] of projects) {
      store.roster.putProject({ code, name: code, billable, updatedAt: '2026-01-01T00:00:00.000Z' })
    }
    return store
  }

  test('is what it says, else what the catalogue says of the project, else yes', () => {
    const store = storeWith(['INT', false], ['ACME', true])
    expect(pushed(store, entry).billable).toBe(false)
    expect(pushed(store, { ...entry, externalId: '2', project: 'ACME' }).billable).toBe(true)
    expect(pushed(store, { ...entry, externalId: '3', project: 'OTHER' }).billable).toBe(true)
    expect(pushed(store, { ...entry, externalId: '4', billable: true }).billable).toBe(true)
    expect(pushed(storeWith(), entry).billable).toBe(true)
  })

  test('stays as it is when it is pushed again and does not say', () => {
    const store = storeWith(['ACME', true])
    expect(pushed(store, { ...entry, billable: false })).toEqual({ status: 'created', billable: false })
    expect(pushed(store, entry)).toEqual({ status: 'unchanged', billable: false })
    expect(pushed(store, { ...entry, hours: 2 })).toEqual({ status: 'updated', billable: false })
    expect(pushed(store, { ...entry, billable: true })).toEqual({ status: 'updated', billable: true })
  })

  test('is looked up again when the project changes', () => {
    const store = storeWith(['INT', false], ['ACME', true])
    expect(pushed(store, entry)).toEqual({ status: 'created', billable: false })
    expect(pushed(store, { ...entry, project: 'ACME' })).toEqual({ status: 'updated', billable: true })
  })
})

describe('the ledger', () => {
  const ada = personCaller('auth0|ada')
  const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1, billable: true }

  function storeUnder(policy: Policy): MemoryStore {
    const store = new MemoryStore()
    store.policy = policy
    store.roster.putProject({
      code: 'ACME-42',
      name: 'Move',
      billable: true,
      activeTo: '2026-11-30',
      updatedAt: '2026-01-01T00:00:00.000Z',
    })
    return store
  }
  let count = 0
  const ledgerOn = (store: MemoryStore) => new Ledger(store, { nowMs, newId: () => `id-${++count}` })

  test('refuses a new entry on a project that is not listed, beside what else is wrong with it', () => {
    const decision = ledgerOn(storeUnder(refusing)).put(ada, { ...entry, project: 'X', hours: 0 }, 'refuse')
    expect(decision).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'hours_not_positive' }, { code: 'project_unlisted' }],
    })
  })

  test('warns of it where the policy warns', () => {
    const decision = ledgerOn(storeUnder(warning)).put(ada, { ...entry, project: 'X' }, 'refuse')
    expect(decision).toMatchObject({ status: 'created', warnings: [{ code: 'project_unlisted' }] })
  })

  test('judges a change where the project or the date changes, and nowhere else', () => {
    const store = storeUnder(warning)
    const first = ledgerOn(store)
    const made = first.put(ada, { ...entry, project: 'X' }, 'refuse')
    if (made.status === 'rejected') throw new Error('it is made')
    store.write(first)
    store.policy = refusing
    expect(ledgerOn(store).change(ada, made.entry, { hours: 2, note: 'longer' })).toMatchObject({
      status: 'updated',
      warnings: [],
    })
    expect(ledgerOn(store).change(ada, made.entry, { date: '2026-11-24' })).toMatchObject({
      status: 'rejected',
      errors: [{ code: 'project_unlisted' }],
    })
    expect(ledgerOn(store).change(ada, made.entry, { project: 'ACME-42' })).toMatchObject({
      status: 'updated',
    })
    expect(ledgerOn(store).change(ada, made.entry, { project: 'ACME-42', date: '2026-12-01' })).toMatchObject(
      { status: 'rejected', errors: [{ code: 'project_inactive' }] },
    )
  })
})
