import { hoursFiltersSchema } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import {
  addDays,
  type HoursGroup,
  hoursGroups,
  minorUnitsFor,
  newPersonSchema,
  newProjectSchema,
} from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const payroll = person('auth0|pay', 'read:timesheets', 'approve:timesheets', 'approve:any')
const manager = person('auth0|mia', 'read:timesheets', 'approve:timesheets')
const ann = person('auth0|ann', 'create:timesheets')
const eur = (employee: number, more: object = {}) => ({ currency: 'EUR', employee, ...more })

describe.each(engineNames)('amounts on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({
      ...database.location,
      now: () => Date.parse('2026-11-30T12:00:00Z'),
    })
    await open.service.updatePolicy(keeper, { incrementMinutes: 1 })
    await put('auth0|ann', { kind: 'employee' })
    await put('auth0|ben', { kind: 'contractor', rateGroup: 'senior' })
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  const put = (userId: string, more: object) => {
    const content = { name: userId, expectedHoursPerWeek: 40, activeFrom: '2026-01-01', ...more }
    return open.service.putPerson(keeper, userId, newPersonSchema.parse(content))
  }
  const rated = (code: string, rates?: object, correct = false) => {
    const content = newProjectSchema.parse({ name: code, ...(rates && { rates }) })
    return open.service.putProject(keeper, code, content, { correct })
  }
  const log = (userId: string, date: string, project: string, minutes: number) => {
    const entry = { userId, date, project, hours: Math.round((minutes / 60) * 10_000) / 10_000 }
    return open.service.pushEntries(machine(), [{ entry }], { dryRun: false })
  }
  const report = async (groupBy: string, caller: Caller = payroll, status = 'any') => {
    const filters = hoursFiltersSchema.parse({ from: '2026-10-01', to: '2026-11-30', status, groupBy })
    return (await open.service.listHours(caller, filters, undefined, 1_000)).data
  }
  async function codeOf(work: Promise<unknown>) {
    const error = await work.catch((reason: unknown) => reason)
    return error instanceof ProblemError ? error.problem.code : 'done'
  }
  async function approve(week: string) {
    await open.service.actOnWeek(ann, { userId: 'auth0|ann', week, action: 'submit' })
    await open.service.actOnWeek(payroll, { userId: 'auth0|ann', week, action: 'approve' })
  }

  test('are by the rate of the day, of the group before the kind, and missing with a reason', async () => {
    await rated('A', eur(100, { from: '2026-01-01', contractor: 80, groups: { senior: 120.5 } }))
    await rated('A', eur(110, { from: '2026-11-01', contractor: 90 }))
    await rated('B', { currency: 'USD', contractor: 70 })
    await log('auth0|ann', '2026-10-30', 'A', 60)
    await log('auth0|ann', '2026-11-02', 'A', 20)
    await log('auth0|ann', '2026-11-02', 'B', 60)
    await log('auth0|ben', '2026-10-30', 'A', 60)
    await log('auth0|ben', '2026-11-02', 'A', 60)
    await log('auth0|ben', '2026-11-02', 'B', 30)
    await log('auth0|zoe', '2026-11-02', 'A', 45)
    const reason = 'the project has no rate for this person on this day'
    expect(await report('month,person,currency')).toMatchObject([
      { month: '2026-10', userId: 'auth0|ann', currency: 'EUR', amount: '100.00' },
      { month: '2026-10', userId: 'auth0|ben', currency: 'EUR', amount: '120.50' },
      { month: '2026-11', userId: 'auth0|ann', currency: '', minutes: 60, noAmount: reason },
      { month: '2026-11', userId: 'auth0|ann', currency: 'EUR', amount: '36.67' },
      { month: '2026-11', userId: 'auth0|ben', currency: 'EUR', amount: '90.00' },
      { month: '2026-11', userId: 'auth0|ben', currency: 'USD', amount: '35.00' },
      { month: '2026-11', userId: 'auth0|zoe', currency: '', minutes: 45, noAmount: reason },
    ])
    for (const row of await report('person')) expect(row).not.toHaveProperty('amount')
  })

  test('of any grouping add up to the amounts of the entries', async () => {
    await rated('A', eur(33.33, { contractor: 77.77, groups: { senior: 101.01 } }))
    await rated('B', { currency: 'EUR', employee: 12.34 })
    let seed = 7
    const draw = (limit: number) => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed % limit
    }
    let total = 0
    let unpaid = 0
    const prices = new Map([
      ['auth0|ann A', 3_333],
      ['auth0|ben A', 10_101],
      ['auth0|ann B', 1_234],
    ])
    const items = Array.from({ length: 200 }, (_, index) => {
      const [userId, project] = [['auth0|ann', 'auth0|ben'][draw(2)] ?? '', ['A', 'B'][draw(2)] ?? '']
      const minutes = 1 + draw(11)
      const price = prices.get(`${userId} ${project}`)
      if (price === undefined) unpaid += minutes
      else total += minorUnitsFor(minutes, price)
      const date = addDays('2026-10-01', index % 60)
      const hours = Math.round((minutes / 60) * 10_000) / 10_000
      return { entry: { userId, date, project, hours, billable: draw(2) === 0 } }
    })
    expect(await open.service.pushEntries(machine(), items, { dryRun: false })).toMatchObject({ rejected: 0 })
    const words: HoursGroup[] = hoursGroups.filter((word) => word !== 'currency')
    for (const groupBy of [
      'currency',
      ...words.map((word) => `${word},currency`),
      'currency,person,week,project',
    ]) {
      const rows = await report(groupBy)
      const sum = (values: number[]) => values.reduce((all, value) => all + value, 0)
      const paid = sum(rows.map(({ amount = '0' }) => Math.round(Number(amount) * 100)))
      const without = sum(rows.map(({ amount, minutes }) => (amount === undefined ? minutes : 0)))
      expect([groupBy, paid, without]).toEqual([groupBy, total, unpaid])
    }
  })

  test('are for payroll and administrators, and for managers if the policy says so', async () => {
    expect(await codeOf(report('currency'))).toBe('done')
    expect(await codeOf(report('currency', keeper))).toBe('done')
    const system = { ...machine(), scopes: new Set(['read:timesheets', 'read:all-timesheets']) }
    expect(await codeOf(report('currency', system))).toBe('done')
    for (const caller of [manager, ann, machine()]) {
      expect(await codeOf(report('person,currency', caller))).toBe('amounts_not_allowed')
    }
    await open.service.updatePolicy(keeper, { managersSeeAmounts: true })
    expect(await codeOf(report('person,currency', manager))).toBe('done')
    expect(await codeOf(report('person,currency', ann))).toBe('amounts_not_allowed')
  })

  test('of approved weeks and closed periods stay, unless they are corrected by name', async () => {
    await rated('A', eur(100))
    await log('auth0|ann', '2026-10-12', 'A', 60)
    await log('auth0|ann', '2026-11-16', 'A', 60)
    await approve('2026-W47')
    const before = await report('currency,week')
    expect(await codeOf(rated('A', eur(50, { from: '2026-11-01' })))).toBe('week_locked')
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-10-31' })
    expect(await codeOf(rated('A', eur(50, { from: '2026-10-01' })))).toBe('period_locked')
    expect(await codeOf(open.service.deleteProject(keeper, 'A'))).toBe('period_locked')
    // Later days, by default from today, and the same rates again are no correction.
    expect(await codeOf(rated('A', eur(60, { from: '2026-11-23' })))).toBe('done')
    expect(await codeOf(rated('A', eur(70)))).toBe('done')
    expect(await codeOf(rated('A', eur(70)))).toBe('done')
    expect(await codeOf(rated('A'))).toBe('done')
    expect(await report('currency,week')).toEqual(before)
    expect(await codeOf(rated('A', eur(50, { from: '2026-10-01' }), true))).toBe('done')
    expect(await report('currency')).toMatchObject([{ amount: '100.00' }])
    const { data } = await open.service.listEvents(keeper, {}, { after: 0 }, 1_000)
    expect(data.filter(({ action }) => action === 'project.corrected')).toMatchObject([
      { after: { correctedWeeks: ['2026-W42', '2026-W47'] } },
    ])
  })

  test('of a new project count at once, as its approved weeks had none', async () => {
    await log('auth0|ann', '2026-11-16', 'A', 60)
    await approve('2026-W47')
    expect(await codeOf(rated('A', eur(100)))).toBe('done')
    expect(await report('currency')).toMatchObject([{ amount: '100.00' }])
  })
})
