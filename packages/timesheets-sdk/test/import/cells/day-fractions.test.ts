import { expect, test } from 'vitest'
import { DayFractions } from '../../../src/import/cells/day-fractions.ts'

test.each([
  [['0.3125', '0.333333333333333', '0.25'], true],
  [['0,291666666666667', '7,5', '7:30'], true],
  // 20 minutes of an hour, or 8 hours of a day.
  [['0.333333333333333', '0.5'], false],
  // Seconds, as decimals of an hour.
  [['0.3125', '0.3136', '0.2847'], false],
  [['0.31', '0.25', '0.75'], false],
  [['0.3125 h', '1.3125'], false],
])('%j are fractions of a day: %s', (texts, expected) => {
  const fractions = new DayFractions()
  for (const text of texts) fractions.add(text)
  expect(fractions.found).toBe(expected)
})
