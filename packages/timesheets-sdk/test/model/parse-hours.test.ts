import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { hoursFromMinutes, minutesFromHours, parseHours } from '../../src/model/index.ts'

describe('parseHours', () => {
  test.each([
    ['7.5', 7.5],
    ['7,5', 7.5],
    ['7', 7],
    ['07', 7],
    ['.5', 0.5],
    [',25', 0.25],
    ['7.', 7],
    [' 7.5 ', 7.5],
    ['7.5h', 7.5],
    ['7.5 hours', 7.5],
    ['1 hour', 1],
    ['7:30', 7.5],
    ['07:30', 7.5],
    ['0:15', 0.25],
    ['30:15', 30.25],
    ['7h30', 7.5],
    ['7 h 30', 7.5],
    ['7h30m', 7.5],
    ['7 h 5 min', 7.0833],
    ['7H30', 7.5],
    ['7h', 7],
    ['90m', 1.5],
    ['90 min', 1.5],
    ['20m', 0.3333],
    [':30', 0.5],
    [' :05 ', 0.0833],
    ['7:30:00', 7.5],
    ['06:00:00', 6],
    ['0:00:00', 0],
    ['7:30 h', 7.5],
    ['7:30h', 7.5],
    ['7,5 Std.', 7.5],
    ['2 Stunden', 2],
    ['7 Std. 30 Min.', 7.5],
    ['7 Std. 30', 7.5],
    ['1 hour, 5 minutes', 1.0833],
    ['7:30:00 h', 7.5],
    ['7,5 tim', 7.5],
    ['7t 30m', 7.5],
    ['7u30', 7.5],
    ['1 timme', 1],
    ['2 godziny', 2],
    ['1 hora e 30 minutos', 1.5],
    ["7h30'", 7.5],
    ['7時間30分', 7.5],
    ['٧٫٥', 7.5],
    ['٧:٣٠', 7.5],
    ['۷:۳۰', 7.5],
    ['९', 9],
    ['๘', 8],
    ['7。5', 7.5],
    ['７．５', 7.5],
    ['７，５', 7.5],
    ['７：３０', 7.5],
    ['：３０', 0.5],
    ['８', 8],
    ['　８　', 8],
    ['９０ｍ', 1.5],
    ['\u00a07.50\u00a0', 7.5],
    ['0', 0],
    ['-2', -2],
    ['－２', -2],
    ['-0', 0],
    ['+2', 2],
    ['99', 99],
  ])('reads %j as %d hours', (text, hours) => {
    expect(parseHours(text)).toBe(hours)
  })

  test.each([
    '',
    '   ',
    '.',
    ',',
    'h',
    '-',
    '7,x',
    'seven',
    '7:5',
    '7:75',
    '7h75',
    '7h5',
    '-7:30',
    '1e3',
    '0x10',
    'Infinity',
    'NaN',
    '1,234.5',
    '1.234,5',
    '1 234',
    ':',
    ':5',
    ':75',
    '-:30',
    '7:30:',
    '7:30:5',
    '7:30:60',
    '7:60:00',
    ':30:00',
    '7.5d',
    '7²',
    '7:30 min',
    '٧²',
    '7 days',
    '9'.repeat(400),
  ])('reads no hours in %j', (text) => {
    expect(parseHours(text)).toBeUndefined()
  })

  it('keeps the seconds of a clock, so that the rules can refuse them', () => {
    expect(parseHours('7:30:30')).toBe(7.5083)
    expect(minutesFromHours(parseHours('7:30:30') ?? 0)).toBeUndefined()
    expect(minutesFromHours(parseHours('7:30:01') ?? 0)).toBeUndefined()
  })

  it('reads every number of minutes of a day in each of its ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_440 }), (minutes) => {
        const hours = Math.floor(minutes / 60)
        const rest = String(minutes % 60).padStart(2, '0')
        const decimalText = String(hoursFromMinutes(minutes))
        for (const text of [
          `${hours}:${rest}`,
          `${hours}h${rest}`,
          `${hours}:${rest}:00`,
          `${minutes}m`,
          decimalText,
          decimalText.replace('.', ','),
        ]) {
          expect(minutesFromHours(parseHours(text) ?? Number.NaN)).toBe(minutes)
        }
      }),
    )
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hours = parseHours(text)
        expect(hours === undefined || Number.isFinite(hours)).toBe(true)
      }),
    )
  })
})
