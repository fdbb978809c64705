import { expect, it } from 'vitest'
import { todayHere, weekAfter } from '../../src/components/week-names.ts'
import { formatMinutes } from '../../src/texts/formats.ts'

it('steps over the ends of years that have 52 and 53 weeks', () => {
  expect(weekAfter('2026-W53', 1)).toBe('2027-W01')
  expect(weekAfter('2026-W01', -1)).toBe('2025-W52')
})

it('today is the day of this device, not that of UTC', () => {
  expect(todayHere(new Date(2026, 10, 24, 0, 30))).toBe('2026-11-24')
  expect(todayHere(new Date(2026, 10, 24, 23, 30))).toBe('2026-11-24')
})

it('minutes are echoed as hours and minutes', () => {
  expect([0, 5, 90, 1440].map(formatMinutes)).toEqual(['0:00', '0:05', '1:30', '24:00'])
})
