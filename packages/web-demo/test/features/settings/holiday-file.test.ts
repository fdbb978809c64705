import { expect, it } from 'vitest'
import { calendarFile } from '../../../../timesheets-sdk/test/import/support/calendar.ts'
import { fillFromFile, maximumFileBytes } from '../../../src/features/settings/holiday-file.ts'

const today = '2026-11-23'
const lines = (...events: string[][]) =>
  calendarFile(...events.map((event, index) => [`UID:${index}`, ...event]))
const file = (text: string) => new File([text], 'berlin.ics')

it('replaces the days of three years, and tells what is new, renamed, gone or left out', async () => {
  const before = [
    { date: '2020-01-01', name: 'Long ago' },
    { date: '2026-01-01', name: 'New Year' },
    { date: '2026-12-24', name: 'Heiligabend', half: true },
    { date: '2027-06-01', name: 'Given up' },
  ]
  const text = lines(
    ['DTSTART;VALUE=DATE:20250101', 'RRULE:FREQ=YEARLY', 'SUMMARY:Neujahr'],
    ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Heiligabend'],
    ['DTSTART;VALUE=DATE:20261224', 'SUMMARY:Christmas Eve'],
    ['DTSTART:20261231T180000Z', 'SUMMARY:Party'],
  )
  const neujahr = (year: number) => ({ date: `${year}-01-01`, name: 'Neujahr' })
  expect(await fillFromFile(file(text), before, today)).toEqual({
    file: 'berlin.ics',
    from: '2026-01-01',
    to: '2028-12-31',
    days: [before[0], neujahr(2026), before[2], neujahr(2027), neujahr(2028)],
    changes: {
      added: [neujahr(2027), neujahr(2028)],
      removed: [before[3]],
      renamed: [{ before: before[1], after: neujahr(2026) }],
    },
    timed: 1,
    recurring: 1,
    repeated: [{ date: '2026-12-24', name: 'Christmas Eve' }],
  })
})

it.each([
  ['not_calendar', file('date,name')],
  ['no_days', file(lines(['DTSTART:20261231T180000Z', 'SUMMARY:Party']))],
  ['file_too_large', { name: 'x', size: maximumFileBytes + 1, text: () => Promise.resolve('') }],
] as const)('tells a fault of the file: %s', async (fault, given) => {
  await expect(fillFromFile(given, [], today)).rejects.toMatchObject({ name: 'HolidayFileError', fault })
})
