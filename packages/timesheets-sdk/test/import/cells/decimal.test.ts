import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readDecimal } from '../../../src/import/cells/decimal.ts'

describe('readDecimal', () => {
  test.each<[string, number, number, string | undefined]>([
    ['7.5', 7.5, 1, '.'],
    ['7,5', 7.5, 1, ','],
    ['0,25', 0.25, 2, ','],
    ['.5', 0.5, 1, '.'],
    ['7.', 7, 0, '.'],
    ['7', 7, 0, undefined],
    ['1234', 1234, 0, undefined],
    ['2.000,0', 2000, 1, ','],
    ['2,000.0', 2000, 1, '.'],
    ['1.234.567', 1_234_567, 0, ','],
    ['1,234,567.89', 1_234_567.89, 2, '.'],
    ["2'000.5", 2000.5, 1, '.'],
    ['2\u202f000,5', 2000.5, 1, ','],
    ['0.500', 0.5, 3, '.'],
    ['0,500', 0.5, 3, ','],
    ['1234,500', 1234.5, 3, ','],
    ['1,5000', 1.5, 4, ','],
    [' 7,5 ', 7.5, 1, ','],
  ])('%s is %d', (text, value, digits, proves) => {
    expect(readDecimal(text, undefined)).toEqual({ value, digits, proves })
  })

  test.each([
    '',
    '.',
    ',',
    '-1.5',
    '+1',
    '1e3',
    '7h',
    '1.5.2',
    '1,23,456',
    '2.000,000.0',
    'NaN',
    '1..5',
    '7:30',
    '1 30',
    "1'5",
    '1 0000',
  ])('%j is not a number', (text) => {
    expect(readDecimal(text, undefined)).toBeUndefined()
  })

  it('asks the rest of the file where three digits stand behind the only mark', () => {
    expect(readDecimal('2.000', undefined)).toBe('ambiguous')
    expect(readDecimal('2.000', '.')).toMatchObject({ value: 2, digits: 3 })
    expect(readDecimal('2.000', ',')).toMatchObject({ value: 2000 })
    expect(readDecimal('1,500', ',')).toMatchObject({ value: 1.5 })
    expect(readDecimal('1,500', '.')).toMatchObject({ value: 1500 })
  })

  it('reads whatever is written in the notation of a place that it knows', () => {
    const notation = fc.constantFrom<[string, '.' | ',', Intl.NumberFormat]>(
      ['en', '.', new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })],
      ['de', ',', new Intl.NumberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2 })],
      ['fr', ',', new Intl.NumberFormat('fr', { minimumFractionDigits: 2, maximumFractionDigits: 2 })],
      ['de-CH', '.', new Intl.NumberFormat('de-CH', { minimumFractionDigits: 2, maximumFractionDigits: 2 })],
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), notation, (hundredths, [, separator, format]) => {
        const reading = readDecimal(format.format(hundredths / 100), undefined)
        expect(reading).toEqual({ value: hundredths / 100, digits: 2, proves: separator })
      }),
    )
  })
})
