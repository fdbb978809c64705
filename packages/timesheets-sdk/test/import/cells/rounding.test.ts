import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitMinutes, roundings } from '../../../src/import/cells/rounding.ts'

test.each<[number, number, number | undefined, number, number, number]>([
  // seconds, increment, as it is, nearest, up, down
  [3_600, 15, 60, 60, 60, 60],
  [3_661, 15, undefined, 60, 75, 60],
  [4_050, 15, undefined, 75, 75, 60],
  [4_049, 15, undefined, 60, 75, 60],
  [100, 15, undefined, 0, 15, 0],
  [90, 1, undefined, 2, 2, 1],
  [5_150.16, 1, undefined, 86, 86, 85],
  [0, 15, 0, 0, 0, 0],
])('%d seconds in %d minutes', (seconds, increment, exact, ...rounded) => {
  expect(fitMinutes(seconds, increment, undefined)).toBe(exact)
  expect(roundings.map((rounding) => fitMinutes(seconds, increment, rounding))).toEqual(rounded)
})

test('rounding gives whole increments, less than one away, and half of one at most with nearest', () => {
  const increment = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), increment, (seconds, minutes) => {
      const off = (rounding: (typeof roundings)[number]) =>
        ((fitMinutes(seconds, minutes, rounding) ?? Number.NaN) * 60 - seconds) / (minutes * 60)
      expect(off('up')).toBeGreaterThanOrEqual(0)
      expect(off('up')).toBeLessThan(1)
      expect(off('down')).toBeLessThanOrEqual(0)
      expect(off('down')).toBeGreaterThan(-1)
      expect(Math.abs(off('nearest'))).toBeLessThanOrEqual(0.5)
      for (const rounding of roundings)
        expect((fitMinutes(seconds, minutes, rounding) ?? 0.5) % minutes).toBe(0)
    }),
  )
})
