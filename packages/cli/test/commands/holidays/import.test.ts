import { describe, expect, it, test } from 'vitest'
import {
  type ImportHolidaysOptions,
  importHolidays,
  importHolidaysCommand,
} from '../../../src/commands/holidays/import.ts'
import { readHolidays } from '../../../src/commands/holidays/read-holidays.ts'
import { machine, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const file = (...events: string[][]) => {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT'])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}
const berlin = file(
  ['UID:1', 'DTSTART;VALUE=DATE:20200101', 'SUMMARY:Neujahr', 'RRULE:FREQ=YEARLY'],
  [
    'UID:2',
    'DTSTART;VALUE=DATE:20261225',
    'DTEND;VALUE=DATE:20261227',
    'SUMMARY:Weihnachten\\, beide',
    '  Tage',
  ],
  ['UID:3', 'DTSTART;VALUE=DATE:20261101', 'STATUS:CANCELLED', 'SUMMARY:Abgesagt'],
  ['UID:4', 'DTSTART:20261231T180000Z', 'DTEND:20261231T230000Z', 'SUMMARY:Feier'],
)
const period = { from: '2026-01-01', to: '2027-12-31' }
const days = [
  { date: '2026-01-01', name: 'Neujahr' },
  { date: '2026-12-25', name: 'Weihnachten, beide Tage' },
  { date: '2026-12-26', name: 'Weihnachten, beide Tage' },
  { date: '2027-01-01', name: 'Neujahr' },
]

test('whole days are read, those of several days and years, and nothing that is cancelled', () => {
  expect(readHolidays(berlin, period)).toEqual({ days, skipped: 1 })
})

test('an exception of a yearly day, and its other date, are respected', () => {
  const yearly = ['UID:1', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=3']
  const without = file([...yearly, 'EXDATE;VALUE=DATE:20270501', 'SUMMARY:Mai'])
  expect(readHolidays(without, period).days).toEqual([{ date: '2026-05-01', name: 'Mai' }])
})

test('a moved occurrence is on its new day, a cancelled one on none, and other events keep theirs', () => {
  const yearly = ['UID:1', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=3', 'SUMMARY:Mai']
  const other = ['UID:2', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=2', 'SUMMARY:Fest']
  const id = (year: number) => ['UID:1', `RECURRENCE-ID;VALUE=DATE:${year}0501`]
  const text = file(
    [...id(2026), 'DTSTART;VALUE=DATE:20260504', 'SUMMARY:Mai\\, nachgeholt'],
    yearly,
    [...id(2027), 'DTSTART;VALUE=DATE:20270501', 'STATUS:CANCELLED', 'SUMMARY:Mai'],
    // It would be after the period, and is moved into it.
    [...id(2028), 'DTSTART;VALUE=DATE:20271231', 'SUMMARY:Mai vorab'],
    other,
  )
  expect(readHolidays(text, period).days).toEqual([
    { date: '2026-05-01', name: 'Fest' },
    { date: '2026-05-04', name: 'Mai, nachgeholt' },
    { date: '2027-05-01', name: 'Fest' },
    { date: '2027-12-31', name: 'Mai vorab' },
  ])
})

test('a change of an occurrence and all later ones renames, moves or cancels them', () => {
  const weekly = (uid: string, ...lines: string[]) => [`UID:${uid}`, 'DTSTART;VALUE=DATE:20261102', ...lines]
  const future = (uid: string, day: string) => [
    `UID:${uid}`,
    `RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:${day}`,
  ]
  const text = file(
    weekly('1', 'RRULE:FREQ=WEEKLY;COUNT=5', 'SUMMARY:Montag'),
    [...future('1', '20261116'), 'DTSTART;VALUE=DATE:20261118', 'SUMMARY:Mittwoch'],
    [...future('1', '20261130'), 'DTSTART;VALUE=DATE:20261130', 'STATUS:CANCELLED', 'SUMMARY:Mittwoch'],
    weekly('2', 'RRULE:FREQ=WEEKLY;COUNT=2', 'SUMMARY:Ganz anders'),
  )
  expect(readHolidays(text, period).days).toEqual([
    { date: '2026-11-02', name: 'Montag' },
    { date: '2026-11-09', name: 'Montag' },
    { date: '2026-11-18', name: 'Mittwoch' },
    { date: '2026-11-25', name: 'Mittwoch' },
  ])
})

test('occurrences after the period that a change of all later ones moves into it are read', () => {
  const text = file(
    ['UID:1', 'DTSTART;VALUE=DATE:20261120', 'RRULE:FREQ=WEEKLY;COUNT=4', 'SUMMARY:x'],
    [
      'UID:1',
      'RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261127',
      'DTSTART;VALUE=DATE:20261121',
      'SUMMARY:y',
    ],
  )
  expect(readHolidays(text, { from: '2026-11-01', to: '2026-11-30' }).days.map(({ date }) => date)).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-28',
  ])
})

test.each(['', 'date,name\r\n2026-01-01,Neujahr', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])(
  '%j is not a calendar file',
  (text) => {
    expect(() => readHolidays(text, period)).toThrow(/^this is not a calendar file/)
  },
)

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
