import { expect, test } from 'vitest'
import { minutesFromHours } from '../../src/model/hours.ts'
import { defaultPolicy } from '../../src/model/policy.ts'
import { expectedDays, expectedMinutes } from '../../src/rules/index.ts'

const person = { expectedHoursPerWeek: 40, activeFrom: '2020-01-01' }

test.each([
  ['a whole week', person, [], 40],
  ['a part-time week', { ...person, expectedHoursPerWeek: 30 }, [], 30],
  ['who joins on Wednesday', { ...person, activeFrom: '2026-11-25' }, [], 24],
  ['who leaves on Tuesday', { ...person, activeTo: '2026-11-24' }, [], 16],
  ['who has left', { ...person, activeTo: '2026-11-20' }, [], 0],
  ['a day off', person, [{ from: '2026-11-27', to: '2026-11-27' }], 32],
  ['leave over the whole week', person, [{ from: '2026-11-20', to: '2026-12-04' }], 0],
  ['leave on the weekend', person, [{ from: '2026-11-28', to: '2026-11-29' }], 40],
  [
    'leave that overlaps leave',
    person,
    [
      { from: '2026-11-23', to: '2026-11-24' },
      { from: '2026-11-24', to: '2026-11-25' },
    ],
    16,
  ],
])('%s', (_, who, absences, hours) => {
  expect(expectedMinutes(who, '2026-W48', absences, defaultPolicy)).toBe(hours * 60)
})

test('the week across the turn of the year has its five days', () => {
  expect(expectedMinutes({ ...person, activeFrom: '2027-01-01' }, '2026-W53', [], defaultPolicy)).toBe(8 * 60)
  expect(expectedMinutes({ ...person, activeTo: '2026-12-31' }, '2026-W53', [], defaultPolicy)).toBe(32 * 60)
})

const holidayCalendars = [
  {
    name: 'DE-BE',
    days: [
      { date: '2026-12-24', name: 'Christmas Eve', half: true },
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2026-12-26', name: 'Second Christmas Day' },
    ],
  },
]

test.each([
  ['at their place, half of a half one', { holidayCalendar: 'DE-BE' }, 28],
  [
    'by the pattern of the weekday',
    { holidayCalendar: 'DE-BE', hoursByWeekday: [9, 9, 9, 9, 4, 0, 0] },
    31.5,
  ],
  ['elsewhere or without a place', {}, 40],
  ['of a calendar that is missing', { holidayCalendar: 'DE-BY' }, 40],
  ['that are also absences count once', { holidayCalendar: 'DE-BE', activeTo: '2026-12-24' }, 28],
])('holidays %s', (_, terms, hours) => {
  const who = { ...person, ...terms }
  expect(expectedMinutes(who, '2026-W52', [], { holidayCalendars })).toBe(hours * 60)
})

test('days tell their hours and why, an absence before a holiday', () => {
  const who = {
    ...person,
    holidayCalendar: 'DE-BE',
    hoursByWeekday: [9, 9, 9, 9, 4, 0, 0],
    activeTo: '2026-12-26',
  }
  const absences = [{ from: '2026-12-22', to: '2026-12-22' }]
  expect(expectedDays(who, '2026-W52', absences, { holidayCalendars })).toEqual([
    { date: '2026-12-21', hours: 9, reason: 'terms' },
    { date: '2026-12-22', hours: 0, reason: 'absence' },
    { date: '2026-12-23', hours: 9, reason: 'terms' },
    { date: '2026-12-24', hours: 4.5, reason: 'half_holiday', name: 'Christmas Eve' },
    { date: '2026-12-25', hours: 0, reason: 'holiday', name: 'Christmas Day' },
    { date: '2026-12-26', hours: 0, reason: 'holiday', name: 'Second Christmas Day' },
    { date: '2026-12-27', hours: 0, reason: 'inactive' },
  ])
})

test.each([40, 37.5, 38.5, 19.25, 33.3333, 0.0333, 0])('days of %d hours a week add up to them', (hours) => {
  const who = { ...person, expectedHoursPerWeek: hours, holidayCalendar: 'DE-BE' }
  for (const week of ['2026-W48', '2026-W52']) {
    const days = expectedDays(who, week, [], { holidayCalendars })
    const sum = days.reduce((all, day) => all + (minutesFromHours(day.hours) ?? Number.NaN), 0)
    expect(sum).toBe(expectedMinutes(who, week, [], { holidayCalendars }))
  }
})
