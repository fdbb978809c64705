import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, isInMinorUnits, minorUnitsFor, minorUnitsOf } from '../../src/model/index.ts'

test.each([
  [110, 'EUR', 11_000, '110.00'],
  [95.5, 'EUR', 9_550, '95.50'],
  [0.07, 'EUR', 7, '0.07'],
  [1.005, 'EUR', 101, '1.01'],
  [0.29, 'USD', 29, '0.29'],
  [90, 'JPY', 90, '90'],
  [1.2345, 'KWD', 1_235, '1.235'],
  [1e-7, 'EUR', 0, '0.00'],
])('%s %s is %s of the smallest unit', (amount, currency, minorUnits, text) => {
  expect(minorUnitsOf(amount, currency)).toBe(minorUnits)
  expect(decimalText(minorUnits, currency)).toBe(text)
})

test('an amount with more decimals than its currency is not a number of smallest units', () => {
  expect(isInMinorUnits(95.55, 'EUR')).toBe(true)
  expect(isInMinorUnits(95.555, 'EUR')).toBe(false)
  expect(isInMinorUnits(95.555, 'KWD')).toBe(true)
  expect(isInMinorUnits(95.5, 'JPY')).toBe(false)
  expect(isInMinorUnits(1e-7, 'EUR')).toBe(false)
})

test('half a unit rounds up, for any time and rate', () => {
  expect(minorUnitsFor(20, 10_001)).toBe(3_334)
  expect(minorUnitsFor(3, 10)).toBe(1)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_440 }),
      fc.integer({ min: 0, max: 10 ** 10 }),
      (minutes, rate) => {
        const exact = (BigInt(minutes) * BigInt(rate) * 2n + 60n) / 120n
        expect(BigInt(minorUnitsFor(minutes, rate))).toBe(exact)
      },
    ),
  )
})
