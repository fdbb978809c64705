import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { listHoursQuerySchema } from 'timesheets-sdk/contract'
import type { Caller } from 'timesheets-sdk/rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type OpenTimesheetService,
  openTimesheetService,
  type TimesheetService,
} from '../../src/services/index.ts'
import { openDatabase } from '../../src/store/open.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'
import { openPlanner, type Planner } from '../support/query-plan.ts'
import { personRow } from '../support/roster.ts'
import { statementsOf } from '../support/statements.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const approving = ['read:timesheets', 'approve:timesheets']
const mia = person('auth0|mia', ...approving)
const payroll: Caller = { ...machine('payroll'), scopes: new Set(approving) }

const payer: Caller = { ...machine('payer'), scopes: new Set(['read:timesheets', 'read:all-timesheets']) }

function hours(caller: Caller, query: Record<string, string>, after?: readonly string[]) {
  const { limit: _, cursor: __, ...filters } = listHoursQuerySchema.parse(query)
  return ({ sendReminders: _send, ...service }: TimesheetService) =>
    service.listHours(caller, filters, after, 100)
}

/** Queries of the API by name: none of them may scan a large table. */
const cases: Record<string, (service: TimesheetService) => Promise<unknown>> = {
  'who is missing': (service) => service.listMissing(payroll, { week: '2026-W47' }, undefined, 100),
  'who is missing, the next page': (service) =>
    service.listMissing(payroll, { week: '2026-W47' }, 'auth0|20', 100),
  'who of a manager’s people is missing': (service) =>
    service.listMissing(mia, { week: '2026-W47' }, 'auth0|20', 100),
  'whom reminders would reach': (service) =>
    service.sendReminders(mia, { week: '2026-W47', again: false, dueOnly: true, dryRun: true }, undefined),
  'hours by person': hours(payroll, {}),
  'hours by person and project, the next page': hours(payroll, { groupBy: 'person,project', status: 'any' }, [
    'auth0|20',
    'ACME-42',
  ]),
  'hours of a manager’s people': hours(mia, { groupBy: 'person,week' }),
  'hours by week': hours(payroll, { groupBy: 'week,kind' }, ['2026-W45', 'employee']),
  'hours by project': hours(payroll, { groupBy: 'project' }, ['ACME-42']),
  'hours of a manager’s people by project': hours(mia, { groupBy: 'project', project: 'ACME-42' }),
  'hours by kind and status': hours(payroll, { groupBy: 'kind,status', status: 'approved,submitted' }),
  'hours by person and client': hours(payroll, { groupBy: 'person,client' }),
  'hours by client and currency': hours(payer, { groupBy: 'client,currency', userId: 'auth0|20' }),
  'hours of one person': hours(payroll, { groupBy: 'project,week', userId: 'auth0|20' }),
}

/** The rows that a recursive query has found so far, which it must read, and a row for each closed month. */
const readAsWhole = ['logged', 'period_closings']

describe.each(engineNames)('on %s no table is read as a whole for', (engineName) => {
  let database: TestDatabase
  let planner: Planner

  beforeAll(async () => {
    database = await newDatabase(engineName)
    const { service, close } = await open()
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      entry: {
        userId: `auth0|${index % 97}`,
        date: `2026-11-${String((index % 20) + 1).padStart(2, '0')}`,
        project: 'ACME-42',
        hours: 0.25,
        billable: true,
      },
    }))
    await service.pushEntries(machine(), items, { dryRun: false })
    await close()
    const engine = await openDatabase(database.location)
    await engine.transaction(async (transaction) => {
      await transaction.updateTable('weeks').set({ status: 'approved' }).execute()
      const people = Array.from({ length: 97 }, (_, index) =>
        personRow(`auth0|${index}`, { manager_id: [null, 'auth0|mia', 'auth0|max'][index % 3] ?? null }),
      )
      await engine.putRows(transaction, 'people', people, 'insert')
    })
    await engine.close()
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
    const statements = await statementsOf(async () => cases[name]?.(service))
    await close()
    const planned = statements.filter(({ text }) => /^\s*(select|with)\b/i.test(text))
    expect(planned.some(({ text }) => /\b(entries|weeks)\b/.test(text))).toBe(true)
    for (const statement of planned) {
      const fullyRead = await planner.fullyRead(statement)
      expect(
        fullyRead.filter((table) => table !== '' && !readAsWhole.includes(table)),
        statement.text,
      ).toEqual([])
    }
  })
})

test('SQLite reads the days of each person, and looks up their weeks by key', async () => {
  const database = await newDatabase('sqlite')
  const { service, close } = await openTimesheetService({ ...database.location, now: () => now })
  const statements = await statementsOf(async () => {
    await hours(payroll, { groupBy: 'project' })(service)
    await hours(mia, { groupBy: 'kind,person', status: 'any' })(service)
  })
  await close()
  const planned = statements.filter(({ text }) => /\bsum\b/.test(text))
  expect(planned).toHaveLength(2)
  const { dataDir } = database.location as { readonly dataDir: string }
  const connection = new SqliteConnection(join(dataDir, 'timesheets.sqlite'), { readonly: true })
  for (const { text } of planned) {
    const values = Array.from(text.replaceAll(/'[^']*'/g, '').matchAll(/\?/g), () => null)
    const rows = connection.prepare(`explain query plan ${text}`).all(values) as { readonly detail: string }[]
    const steps = rows.map(({ detail }) => detail)
    // `stored`: the entries, within their view.
    const [entries, weeks] = ['stored', 'weeks'].map((table) =>
      steps.findIndex((step) => step.startsWith(`SEARCH ${table} `)),
    ) as [number, number]
    expect(steps[entries]).toContain('(person=? AND date>? AND date<?)')
    expect(steps[weeks]).toMatch(/user_id=\? AND week=\?|week=\? AND user_id=\?/)
    expect(entries).toBeLessThan(weeks)
  }
  connection.close()
  await database.remove()
})
