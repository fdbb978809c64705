import { expect, test } from 'vitest'
import { defaultPolicy, emptyWeek, type WeekRecord } from '../../src/model/index.ts'
import { usualMinutes, weekFlags } from '../../src/rules/index.ts'

const hours = (...days: number[]) => days.map((hours) => hours * 60)

function flags(week: Partial<WeekRecord>, usual: number | null = null, expected: number | null = null) {
  const record = { ...emptyWeek('auth0|ada', '2026-W48'), ...week }
  return weekFlags(record, defaultPolicy, usual, expected).map(({ message }) => message)
}

test('a usual week has nothing to be looked at', () => {
  expect(flags({ dayMinutes: hours(8, 8, 8, 8, 8, 0, 0) }, 40 * 60, 40 * 60)).toEqual([])
})

test.each([
  ['a long day', hours(8, 8, 11.5, 8, 8, 0, 0), ['11:30 on Wednesday']],
  ['the weekend', hours(8, 8, 8, 8, 0, 0, 4), ['4:00 on Sunday, weekend']],
  [
    'more than the warning',
    hours(10, 10, 10, 10, 10, 10, 5),
    ['65:00 in the week, more than 60:00', '10:00 on Saturday, weekend', '5:00 on Sunday, weekend'],
  ],
])('%s is marked in words', (_, dayMinutes, expected) => {
  expect(flags({ dayMinutes })).toEqual(expected)
})

test('what is far from the usual is marked, on either side', () => {
  expect(flags({ dayMinutes: hours(10, 10, 10, 10, 10, 0, 0) }, 40 * 60)).toEqual([
    '10:00 over the usual 40:00',
  ])
  expect(flags({ dayMinutes: hours(8, 8, 0, 0, 0, 0, 0) }, 40 * 60)).toEqual(['24:00 under the usual 40:00'])
  expect(flags({ dayMinutes: hours(9, 9, 8, 8, 8, 0, 0) }, 40 * 60)).toEqual([])
})

test('an hour or more less than is expected is marked', () => {
  expect(flags({ dayMinutes: hours(8, 8, 8, 8, 0, 0, 0) }, null, 40 * 60)).toEqual([
    '8:00 under the expected 40:00',
  ])
  expect(flags({ dayMinutes: hours(8, 8, 8, 8, 7.25, 0, 0) }, null, 40 * 60)).toEqual([])
})

test('a week that comes back after a reject says whether it was changed', () => {
  const week = { dayMinutes: hours(8, 0, 0, 0, 0, 0, 0), status: 'submitted', rejectedAtMs: 5 } as const
  expect(flags({ ...week, entriesChangedAtMs: 6 })).toEqual(['changed after a rejection'])
  expect(flags({ ...week, entriesChangedAtMs: 4 })).toEqual(['submitted again unchanged after a rejection'])
  expect(flags({ ...week, status: 'rejected', entriesChangedAtMs: 6 })).toEqual([])
})

test('the usual is the median of the weeks with hours', () => {
  expect(usualMinutes([])).toBeNull()
  expect(usualMinutes([0, 0])).toBeNull()
  expect(usualMinutes([2_400, 0, 600, 2_460])).toBe(2_400)
})
