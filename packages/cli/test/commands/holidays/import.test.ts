import { describe, expect, it, test } from 'vitest'
import { berlin, days, period } from '../../../../timesheets-sdk/test/import/support/calendar.ts'
import {
  type ImportHolidaysOptions,
  importHolidays,
  importHolidaysCommand,
} from '../../../src/commands/holidays/import.ts'
import { machine, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [
    ['x.ics', '--calendar', 'DE-BE'],
    { file: 'x.ics', calendar: 'DE-BE', from: undefined, to: undefined, dryRun: false, json: false },
  ],
  [
    ['x.ics', '--calendar', 'DE-BE', '--from', '2026'],
    expect.stringMatching(/^--from: "2026" must be a date/),
  ],
])('holidays import %j', async (args, expected) => {
  expect(await optionsOf(importHolidaysCommand, args)).toEqual(expected)
})

describe('holidays import', () => {
  const { api, context } = useFakeApi()
  async function run(more: Partial<ImportHolidaysOptions> = {}, stdin = berlin) {
    const { io, connect } = context(machine, { stdin })
    const options = { file: '-', calendar: 'DE-BE', ...period, dryRun: false, json: false, ...more }
    expect(await importHolidays(options, { io, connect })).toBe(0)
    return io.stdout.text
  }
  const stored = async () => (await (await context(machine).connect()).client.policy.get()).holidayCalendars

  it('keeps the calendar that another import stores at the same time', async () => {
    await Promise.all(['DE-BE', 'DE-BY', 'AT-9'].map((calendar) => run({ calendar })))
    expect((await stored()).map(({ name }) => name).sort()).toEqual(['AT-9', 'DE-BE', 'DE-BY'])
    for (const calendar of await stored()) expect(calendar.days).toEqual(days)
  })

  it('names the file that is not a calendar', async () => {
    const run = importHolidays(
      { file: '-', calendar: 'DE-BE', ...period, dryRun: false, json: false },
      context(machine, { stdin: 'date,name' }),
    )
    await expect(run).rejects.toThrow(/^stdin: this is not a calendar file/)
  })

  it('stores calendars of many years and places, which are larger than other bodies', async () => {
    const many = Array.from({ length: 12 }, (_, place) => ({
      name: `DE-${place}`,
      days: Array.from({ length: 400 }, (_, day) => ({
        date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        name: `Holiday ${day}`,
      })),
    }))
    api.setPolicy({ holidayCalendars: many })
    await run({ calendar: 'DE-BE' })
    expect(JSON.stringify(await stored()).length).toBeGreaterThan(64 * 1_024)
    expect(await stored()).toHaveLength(13)
  })

  it('stores the days of a period, keeps others, and the same again changes nothing', async () => {
    expect(await run({ dryRun: true })).toContain('DE-BE: 4 days would be stored; 1 events')
    expect(await stored()).toEqual([])
    await run()
    expect(await stored()).toEqual([{ name: 'DE-BE', days }])
    expect(await run()).toContain('unchanged')
    await run({ from: '2027-01-01', to: '2028-12-31' })
    expect((await stored())[0]?.days.map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2026-12-25',
      '2026-12-26',
      '2027-01-01',
      '2028-01-01',
    ])
    api.addPerson('auth0|maria', { expectedHoursPerWeek: 40, holidayCalendar: 'DE-BE' })
    const { client } = await context(machine).connect()
    expect(await client.weeks.get('auth0|maria', '2026-W52')).toMatchObject({ expectedHours: 32 })
  })
})
