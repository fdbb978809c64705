import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type OpenTimesheetService,
  openTimesheetService,
  type TimesheetService,
} from '../../src/services/index.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'
import { openPlanner, type Planner } from '../support/query-plan.ts'
import { statementsOf } from '../support/statements.ts'

const ana = person('auth0|ana')
const mia = person('auth0|mia', 'approve:timesheets')
const boss = person('auth0|boss', 'approve:timesheets', 'approve:any')
const everyone = { everyone: 'true' } as const
const push = machine()
const now = Date.parse('2026-11-24T12:00:00Z')
const position = { date: '2026-11-02', id: '01936b2f-0000-7000-8000-000000000001' }
const entry = { userId: 'auth0|ana', date: '2026-11-23', project: 'ACME-42', hours: 0.25, billable: true }

interface Given {
  readonly service: TimesheetService
  /** An entry of Ana's. */
  readonly id: string
}

/** Queries of the API by name: none of them may scan a large table. */
const cases: Record<string, (given: Given) => Promise<unknown>> = {
  'a page': ({ service }) => service.listEntries(ana, {}, undefined, 100),
  'the next page': ({ service }) => service.listEntries(ana, {}, position, 100),
  'a page of a period': ({ service }) =>
    service.listEntries(ana, { from: '2026-11-01', to: '2026-11-30' }, position, 100),
  'a page of a project and a status': ({ service }) =>
    service.listEntries(ana, { project: 'ACME-42', status: 'open' }, undefined, 100),
  'a stream': async ({ service }) => {
    for await (const page of await service.streamEntries(ana, {})) expect(page).not.toEqual([])
  },
  'a page of everyone': ({ service }) => service.listEntries(boss, everyone, undefined, 100),
  'the next page of everyone': ({ service }) =>
    service.listEntries(boss, everyone, { ...position, userId: 'auth0|20' }, 500),
  'a page of a manager’s people': ({ service }) => service.listEntries(mia, everyone, undefined, 500),
  'a page of everyone in a period, of a project and a status': ({ service }) => {
    const filters = { from: '2026-11-03', to: '2026-11-20', project: 'ACME-42', status: 'open' } as const
    return service.listEntries(boss, { ...everyone, ...filters }, undefined, 500)
  },
  'a stream of everyone': async ({ service }) => {
    let count = 0
    for await (const page of await service.streamEntries(boss, everyone)) count += page.length
    expect(count).toBeGreaterThan(900)
  },
  'an entry': ({ service, id }) => service.getEntry(ana, id),
  'a new entry': ({ service }) => service.createEntry(ana, { ...entry, userId: undefined }),
  'a new entry with an external id': ({ service }) =>
    service.createEntry(push, { ...entry, externalId: 'plan-1' }),
  'a new entry with an idempotency key': ({ service }) =>
    service.createEntry(push, entry, { key: 'k', operation: 'createEntry', bodyDigest: 'd' }),
  'a batch': ({ service }) =>
    service.pushEntries(
      push,
      Array.from({ length: 50 }, (_, index) => ({
        entry: { ...entry, userId: `auth0|${index}`, externalId: `x${index}` },
      })),
      { dryRun: false },
    ),
  'an edit': ({ service, id }) => service.updateEntry(ana, id, { date: '2026-11-17', note: 'x' }, undefined),
  'a delete': ({ service, id }) => service.deleteEntry(ana, id, undefined),
}

/** Tables that stay small, however many years pass. */
const smallTables = ['policy']

/** The rows that a recursive query has found so far, which it must read. */
const ownTables = ['logged']

describe.each(engineNames)('on %s no table is read as a whole for', (engineName) => {
  let database: TestDatabase
  let planner: Planner
  let id: string

  beforeAll(async () => {
    database = await newDatabase(engineName)
    const { service, close } = await open()
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      entry: {
        ...entry,
        userId: index % 10 === 0 ? 'auth0|ana' : `auth0|${index % 97}`,
        date: `2026-11-${String((index % 20) + 1).padStart(2, '0')}`,
        externalId: `filled-${index}`,
      },
    }))
    const { results } = await service.pushEntries(push, items, { dryRun: false })
    id = results[0]?.id ?? ''
    await close()
    planner = await openPlanner(database.location)
  })
  afterAll(async () => {
    await planner.close()
    await database.remove()
  })

  const open = (): Promise<OpenTimesheetService> =>
    openTimesheetService({ ...database.location, now: () => now })

  test.each(Object.keys(cases))('%s', async (name) => {
    // A process of its own each time: what was prepared before would not be seen.
    const { service, close } = await open()
    const statements = await statementsOf(async () => cases[name]?.({ service, id }))
    await close()
    const planned = statements.filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text))
    expect(planned.some(({ text }) => /\b(stored_entries|weeks)\b/.test(text))).toBe(true)
    for (const statement of planned) {
      const fullyRead = await planner.fullyRead(statement)
      expect(
        fullyRead.filter((table) => ![...smallTables, ...ownTables].includes(table)),
        statement.text,
      ).toEqual([])
    }
  })

  test('a plan that does is seen', async () => {
    const text = 'select id from stored_entries where project = 1'
    expect(await planner.fullyRead({ text, values: [] })).toEqual(['stored_entries'])
  })
})
