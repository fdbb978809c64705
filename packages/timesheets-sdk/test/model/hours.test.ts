import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursFromMinutes, minutesFromHours } from '../../src/model/index.ts'

test('whole minutes survive being written as hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (minutes) => {
      expect(minutesFromHours(hoursFromMinutes(minutes))).toBe(minutes)
    }),
  )
})

test('what is within a hundredth of a whole minute is that minute, and nothing else is one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_440 }),
      fc.double({ min: -0.5, max: 0.5, noNaN: true }),
      (minutes, deviation) => {
        // On the edge itself the last bit decides.
        fc.pre(Math.abs(Math.abs(deviation) - 0.01) > 1e-6)
        const isNear = Math.abs(deviation) < 0.01
        const found = minutesFromHours((minutes + deviation) / 60)
        expect(found === (isNear ? minutes : undefined)).toBe(true)
      },
    ),
  )
})

test.each([
  [7.5, 450],
  [0.3333, 20],
  [0.33, undefined],
  [0.25, 15],
  [0, 0],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
])('%d hours are %s minutes', (hours, minutes) => {
  expect(minutesFromHours(hours)).toBe(minutes)
})

test.each([
  [450, 7.5],
  [20, 0.3333],
  [40, 0.6667],
  [1, 0.0167],
])('%d minutes are written as %d', (minutes, hours) => {
  expect(hoursFromMinutes(minutes)).toBe(hours)
})
