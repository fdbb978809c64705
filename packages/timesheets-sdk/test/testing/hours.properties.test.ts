import fc from 'fast-check'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTimesheetsClient } from '../../src/client/index.ts'
import { addDays, hoursGroups, type NewEntry } from '../../src/model/index.ts'
import { createFakeTimesheetsApi, machineCaller } from '../../src/testing/index.ts'

const payroll = {
  ...machineCaller('payroll'),
  scopes: new Set([...machineCaller('payroll').scopes, 'approve:any']),
}
const baseUrl = 'https://timesheets.test'
const api = createFakeTimesheetsApi({
  baseUrl,
  now: () => Date.parse('2026-11-30T12:00:00Z'),
  policy: { incrementMinutes: 1 },
  callerOf: () => payroll,
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const client = createTimesheetsClient({ baseUrl, tokenProvider: { getAccessToken: async () => 'token' } })
const period = { from: '2026-11-01', to: '2026-11-30', status: 'any' } as const

const entry: fc.Arbitrary<NewEntry> = fc.record({
  userId: fc.constantFrom('ann', 'ben', 'cem'),
  date: fc.integer({ min: 0, max: 29 }).map((day) => addDays('2026-11-01', day)),
  project: fc.constantFrom('ACME-42', 'BETA', 'INTERN'),
  hours: fc.integer({ min: 1, max: 40 }).map((minutes) => Math.round((minutes / 60) * 10_000) / 10_000),
  billable: fc.boolean(),
})
const groupBy = fc.uniqueArray(fc.constantFrom(...hoursGroups), { minLength: 1, maxLength: 3 })

test('the minutes of the lines add up to the total, however hours are grouped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 30 }), groupBy, async (entries, groups) => {
      api.reset()
      const { created } = await client.entries.push(entries)
      expect(created).toBe(entries.length)
      const total = { minutes: 0, billableMinutes: 0 }
      for await (const row of client.reports.hours({ ...period, groupBy: groups })) {
        total.minutes += row.minutes
        total.billableMinutes += row.billableMinutes
      }
      const minutesOf = (some: readonly NewEntry[]) =>
        some.reduce((sum, { hours }) => sum + Math.round(hours * 60), 0)
      expect(total).toEqual({
        minutes: minutesOf(entries),
        billableMinutes: minutesOf(entries.filter(({ billable }) => billable)),
      })
    }),
    { numRuns: 25 },
  )
})

const rate = fc.option(
  fc.integer({ min: 1, max: 30_000 }).map((cents) => cents / 100),
  { nil: undefined },
)
const rates = fc.record({
  currency: fc.constantFrom('EUR', 'USD'),
  employee: rate,
  contractor: rate,
  groups: fc.constantFrom(undefined, { senior: 123.45 }),
})

test('the amounts of the lines of a currency add up to those of the entries, however grouped', async () => {
  const catalogue = fc.record({ 'ACME-42': rates, BETA: rates })
  const drawn = fc.tuple(fc.array(entry, { minLength: 1, maxLength: 30 }), groupBy, catalogue)
  await fc.assert(
    fc.asyncProperty(drawn, async ([entries, groups, catalogue]) => {
      api.reset()
      api.addPerson('ann', { kind: 'employee' })
      api.addPerson('ben', { kind: 'contractor', rateGroup: 'senior' })
      for (const [code, rates] of Object.entries(catalogue)) api.addProject(code, { rates })
      await client.entries.push(entries)
      const words = [...new Set([...groups, 'currency' as const])]
      const sums = new Map<string, number>()
      for await (const { currency = '', amount, noAmount, minutes } of client.reports.hours({
        ...period,
        groupBy: words,
      })) {
        expect(noAmount === undefined).toBe(amount !== undefined)
        const figure = amount === undefined ? minutes : Math.round(Number(amount) * 100)
        sums.set(currency, (sums.get(currency) ?? 0) + figure)
      }
      const expected = new Map<string, number>()
      for (const { userId, project, hours } of entries) {
        const rates = catalogue[project as keyof typeof catalogue]
        const ofKind = userId === 'ann' ? rates?.employee : rates?.contractor
        const price = userId === 'cem' ? undefined : (userId === 'ben' && rates?.groups?.senior) || ofKind
        const minutes = Math.round(hours * 60)
        const currency = price === undefined ? '' : (rates?.currency ?? '')
        const cents =
          price === undefined ? minutes : Math.floor((minutes * Math.round(price * 100)) / 60 + 0.5)
        expected.set(currency, (expected.get(currency) ?? 0) + cents)
      }
      expect(sums).toEqual(expected)
    }),
    { numRuns: 25 },
  )
})
