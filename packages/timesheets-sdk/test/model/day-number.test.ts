import { expect, test } from 'vitest'
import { dateOfDay, dayOfDate } from '../../src/model/day-number.ts'

const dayMs = 86_400_000

test.each([
  ['0000-01-01', -719_528],
  ['1970-01-01', 0],
  ['2000-02-29', 11_016],
  ['9999-12-31', 2_932_896],
])('%s is day %i', (date, day) => {
  expect(dayOfDate(date)).toBe(day)
  expect(dateOfDay(day)).toBe(date)
})

test('days and dates convert as in the calendar of the platform, over 400 years with all their leap years', () => {
  const differing: string[] = []
  for (let day = dayOfDate('1799-12-31'); day <= dayOfDate('2200-01-01'); day++) {
    const date = new Date(day * dayMs).toISOString().slice(0, 10)
    if (dateOfDay(day) !== date || dayOfDate(date) !== day) differing.push(date)
  }
  expect(differing).toEqual([])
})

test('a day that its month does not have counts on into the next month', () => {
  expect(dateOfDay(dayOfDate('2026-02-30'))).toBe('2026-03-02')
})
