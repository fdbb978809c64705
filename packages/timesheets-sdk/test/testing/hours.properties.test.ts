import fc from 'fast-check'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTimesheetsClient } from '../../src/client/index.ts'
import { addDays, hoursGroups, type NewEntry } from '../../src/model/index.ts'
import { createFakeTimesheetsApi, machineCaller } from '../../src/testing/index.ts'

const baseUrl = 'https://timesheets.test'
const api = createFakeTimesheetsApi({
  baseUrl,
  now: () => Date.parse('2026-11-30T12:00:00Z'),
  policy: { incrementMinutes: 1 },
  callerOf: () => machineCaller('payroll'),
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
