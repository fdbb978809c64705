import { expect, test } from 'vitest'
import { holidayPeriod, readHolidays, replaceHolidays } from '../../src/import/holidays.ts'
import { berlin, calendarFile, days, period } from './support/calendar.ts'

test('whole days are read, those of several days and years, and nothing that is cancelled', () => {
  expect(readHolidays(berlin, period)).toEqual({ days, skipped: 1, recurring: 1, repeated: [] })
})

test('an exception of a yearly day, and its other date, are respected', () => {
  const yearly = ['UID:1', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=3']
  const without = calendarFile([...yearly, 'EXDATE;VALUE=DATE:20270501', 'SUMMARY:Mai'])
  expect(readHolidays(without, period).days).toEqual([{ date: '2026-05-01', name: 'Mai' }])
})

test('a moved occurrence is on its new day, a cancelled one on none, and other events keep theirs', () => {
  const yearly = ['UID:1', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=3', 'SUMMARY:Mai']
  const other = ['UID:2', 'DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;COUNT=2', 'SUMMARY:Fest']
  const id = (year: number) => ['UID:1', `RECURRENCE-ID;VALUE=DATE:${year}0501`]
  const text = calendarFile(
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
  const text = calendarFile(
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
  const text = calendarFile(
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

test('a day that two events name is read once, and the other name is told', () => {
  const text = calendarFile(
    ['UID:1', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Weihnachten'],
    ['UID:2', 'DTSTART;VALUE=DATE:20261226', 'SUMMARY:Stephanstag'],
    ['UID:3', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Weihnachten'],
  )
  expect(readHolidays(text, period)).toMatchObject({
    days: [
      { date: '2026-12-25', name: 'Weihnachten' },
      { date: '2026-12-26', name: 'Weihnachten' },
    ],
    repeated: [{ date: '2026-12-26', name: 'Stephanstag' }],
  })
})

test('the days of a period are replaced, others stay, and half days stay half', () => {
  const before = [
    { date: '2025-12-24', name: 'Heiligabend', half: true },
    { date: '2026-05-01', name: 'Mai' },
    { date: '2026-12-24', name: 'Heiligabend', half: true },
  ]
  const read = [
    { date: '2026-12-24', name: 'Christmas Eve' },
    { date: '2026-10-03', name: 'Unity' },
  ]
  expect(replaceHolidays(before, read, holidayPeriod('2026-11-23'))).toEqual([
    before[0],
    { date: '2026-10-03', name: 'Unity' },
    { date: '2026-12-24', name: 'Christmas Eve', half: true },
  ])
  expect(holidayPeriod('2026-11-23')).toEqual({ from: '2026-01-01', to: '2028-12-31' })
})

test.each(['', 'date,name\r\n2026-01-01,Neujahr', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])(
  '%j is not a calendar file',
  (text) => {
    expect(() => readHolidays(text, period)).toThrow(
      expect.objectContaining({
        code: 'not_calendar',
        message: expect.stringMatching(/^this is not a calendar file/),
      }),
    )
  },
)
