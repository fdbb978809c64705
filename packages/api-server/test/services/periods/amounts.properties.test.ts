import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { hoursFiltersSchema, periodCsvHeader, periodCsvLine } from 'timesheets-sdk/contract'
import {
  addDays,
  minorUnitsFor,
  minorUnitsOfText,
  newPersonSchema,
  newProjectSchema,
  periodColumns,
  periodColumnsWithAmounts,
  weekOf,
} from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'

const kim = person('kim', 'manage:timesheets')
const eve = person('eve', 'read:timesheets', 'approve:timesheets', 'approve:any')
const period = '2026-10'
const noAmount = 'the project has no rate for this person on this day'

const entry = fc.record({
  userId: fc.constantFrom('ann', 'ben', 'cem'),
  // Half of them on two days, so that lines have several entries.
  date: fc
    .oneof(fc.constantFrom(0, 17), fc.integer({ min: 0, max: 30 }))
    .map((day) => addDays('2026-10-01', day)),
  project: fc.constantFrom('A', 'B', 'C'),
  minutes: fc.integer({ min: 1, max: 40 }),
  billable: fc.boolean(),
})
const price = fc.option(
  fc.integer({ min: 1, max: 30_000 }).map((units) => units),
  { nil: undefined },
)
/** Rates of the first half of the month and of the second, in minor units. */
const priced = fc.record({
  currency: fc.constantFrom('EUR', 'JPY'),
  employee: price,
  contractor: price,
  senior: price,
})
const catalogue = fc.record({ A: fc.tuple(priced, priced), B: fc.tuple(priced, priced) })
type Catalogue = typeof catalogue extends fc.Arbitrary<infer One> ? One : never

const middle = '2026-10-16'

async function arrange(service: TimesheetService, { A, B }: Catalogue): Promise<void> {
  await service.updatePolicy(kim, { incrementMinutes: 1 })
  const people = { ann: { kind: 'employee' }, ben: { kind: 'contractor', rateGroup: 'senior' } }
  for (const [userId, more] of Object.entries(people)) {
    const content = { name: userId, expectedHoursPerWeek: 0, activeFrom: '2026-01-01', ...more }
    await service.putPerson(kim, userId, newPersonSchema.parse(content))
  }
  for (const [code, halves] of Object.entries({ A, B })) {
    for (const [index, { currency, employee, contractor, senior }] of halves.entries()) {
      const inMajor = (units: number | undefined) =>
        units === undefined ? undefined : currency === 'JPY' ? units : units / 100
      const rates = {
        currency,
        from: index === 0 ? '2026-10-01' : middle,
        employee: inMajor(employee),
        contractor: inMajor(contractor),
        groups: senior === undefined ? undefined : { senior: inMajor(senior) },
      }
      await service.putProject(kim, code, newProjectSchema.parse({ name: code, rates }), { correct: true })
    }
  }
}

function rateOf(
  { A, B }: Catalogue,
  { userId, project, date }: { readonly userId: string; readonly project: string; readonly date: string },
) {
  const halves = { A, B }[project as 'A' | 'B']
  const rates = halves?.[date < middle ? 0 : 1]
  const units =
    userId === 'ann' ? rates?.employee : userId === 'ben' ? (rates?.senior ?? rates?.contractor) : undefined
  return rates && units !== undefined ? { currency: rates.currency, units } : undefined
}

function addTo(sums: Map<string, number>, currency: string, value: number): void {
  sums.set(currency, (sums.get(currency) ?? 0) + value)
}

test.each(engineNames)(
  'on %s the amounts of the lines are those of the entries, and add up to the totals of closing and report',
  { timeout: 120_000 },
  async (engineName) => {
    const drawn = fc.tuple(fc.array(entry, { minLength: 1, maxLength: 30 }), catalogue)
    await fc.assert(
      fc.asyncProperty(drawn, async ([entries, rates]) => {
        const database = await newDatabase(engineName)
        const now = () => Date.parse('2026-11-09T12:00:00Z')
        const open = await openTimesheetService({ ...database.location, now })
        try {
          const { service } = open
          await arrange(service, rates)
          const items = entries.map(({ minutes, ...rest }) => ({
            entry: { ...rest, hours: Math.round((minutes / 60) * 10_000) / 10_000 },
          }))
          expect(await service.pushEntries(machine(), items, { dryRun: false })).toMatchObject({
            rejected: 0,
          })
          for (const key of new Set(entries.map(({ userId, date }) => `${userId} ${weekOf(date)}`))) {
            const [userId = '', week = ''] = key.split(' ')
            await service.actOnWeek(person(userId, 'create:timesheets'), { userId, week, action: 'submit' })
            await service.actOnWeek(eve, { userId, week, action: 'approve' })
          }

          const expected = new Map<string, number>()
          for (const one of entries) {
            const rate = rateOf(rates, one)
            if (rate) addTo(expected, rate.currency, minorUnitsFor(one.minutes, rate.units))
            else addTo(expected, '', one.minutes)
          }
          const hasRates = [...expected.keys()].some((currency) => currency !== '')
          if (!hasRates) expected.clear()

          const { closings } = await service.closePeriod(kim, period, { force: false })
          const [closing] = closings
          expect(closing?.columns).toEqual(hasRates ? periodColumnsWithAmounts : periodColumns)
          const total = new Map<string, number>()
          for (const { currency, amount, minutes, noAmount: reason } of closing?.amounts ?? []) {
            addTo(total, currency, amount === undefined ? minutes : minorUnitsOfText(amount))
            expect(reason).toBe(currency === '' ? noAmount : undefined)
          }
          expect(total).toEqual(expected)

          const ofLines = new Map<string, number>()
          const { closing: record, rows } = await service.streamPeriodLines(eve, period, {})
          let text = periodCsvHeader(record.columns)
          for await (const lines of rows) {
            for (const line of lines) {
              text += periodCsvLine(line, record.columns)
              const { currency, amount, minutes, noAmount: reason, rate } = line
              expect(reason).toBe(currency === '' ? noAmount : undefined)
              if (currency === undefined) continue
              addTo(ofLines, currency, amount === undefined ? minutes : minorUnitsOfText(amount))
              expect(rate && minorUnitsOfText(rate)).toBe(rateOf(rates, line)?.units)
            }
          }
          expect(ofLines).toEqual(expected)
          expect(createHash('sha256').update(text).digest('hex')).toBe(record.digest)

          const filters = { from: '2026-10-01', to: '2026-10-31', groupBy: 'currency' }
          const { data } = await service.listHours(eve, hoursFiltersSchema.parse(filters), undefined, 10)
          const ofReport = data.map(({ currency, amount, minutes }) => ({ currency, amount, minutes }))
          if (hasRates) {
            expect(
              closing?.amounts.map(({ currency, amount, minutes }) => ({ currency, amount, minutes })),
            ).toEqual(ofReport)
          }
        } finally {
          await open.close()
          await database.remove()
        }
      }),
      { numRuns: engineName === 'sqlite' ? 15 : 5 },
    )
  },
)
