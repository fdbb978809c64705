import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, readDuration } from '../../../src/import/cells/duration.ts'

test.each<[string, number, number]>([
  ['01:30:00', 5_400, 1],
  ['1:30:00', 5_400, 1],
  ['00:00:01', 1, 1],
  ['30:15:00', 108_900, 1],
  ['1234:00:00', 4_442_400, 1],
  ['0:13', 780, 60],
  ['08:05', 29_100, 60],
  ['1.50', 5_400, 36],
  ['1,5', 5_400, 36],
  ['7.1', 25_560, 36],
  ['0.58', 2_088, 36],
  ['7', 25_200, 36],
  ['1.4306', 5_150.16, 0.36],
  ['18:25 min', 1_105, 1],
  ['75:00 min', 4_500, 1],
  ['45 sec', 45, 1],
  ['1:02:03 h', 3_723, 1],
  ['1:02 h', 3_720, 60],
  ['0.31 h', 1_116, 36],
  ['0,31 h', 1_116, 36],
  ['1h', 3_600, 36],
  ['18 min', 1_080, 60],
  ['1 h 2 min 3 s', 3_723, 1],
  ['1h 02m', 3_720, 60],
  ['7h30', 27_000, 60],
  ['7 H 05', 25_500, 60],
  ['PT1H30M', 5_400, 60],
  ['１：３０', 5_400, 60],
  ['PT45S', 45, 1],
  ['PT0.5H', 1_800, 36],
  ['P0DT1H30M', 5_400, 60],
  ['pt1h30m', 5_400, 60],
  ['01:30:00.000', 5_400, 1],
  ['1:30:00,5', 5_400, 1],
  ['1 Std. 30 Min.', 5_400, 60],
  ['1,5 Stunden', 5_400, 36],
  ['1:30 Std', 5_400, 60],
  ['1 hour, 30 minutes', 5_400, 60],
  ['1 heure 30 minutes', 5_400, 60],
  ['1 h 30 mn', 5_400, 60],
  ['7u30', 27_000, 60],
  ['7 tim 30 min', 27_000, 60],
  ['7t 30m', 27_000, 60],
  ['7 uren en 30 minuten', 27_000, 60],
  ['2 godziny', 7_200, 36],
  ['7,5 godz.', 27_000, 36],
  ['1 hora e 30 minutos', 5_400, 60],
  ["7h30'", 27_000, 60],
  ['7時間30分', 27_000, 60],
  ['90,5 min', 5_430, 1],
  ['7.5 min.', 450, 1],
])('%s is %d seconds, rounded to %d', (text, seconds, resolutionSeconds) => {
  expect(readDuration(text, undefined, false)).toEqual({ seconds, resolutionSeconds })
})

test.each([
  '',
  '1:60',
  '1:5',
  '1:30:60',
  '-1:00',
  'h',
  '1:02:03 min',
  '1 x',
  '1:2:3:4',
  'soon',
  ':30',
  'PT',
  'P1D',
  // A day can be 8 hours or 24.
  'P1DT2H',
  '1d 2h',
  '1 30',
  "1'30",
])('%j is not a duration', (text) => {
  expect(readDuration(text, undefined, false)).toBeUndefined()
})

test('a decimal that may have thousands is not guessed at', () => {
  expect(readDuration('2.000', undefined, false)).toBe('ambiguous')
  expect(readDuration('2.000', ',', false)).toMatchObject({ seconds: 7_200_000 })
})

test('of a tool that counts minutes, a decimal is the whole minutes that it was rounded from', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6_000 }), (minutes) => {
      const text = (minutes / 60).toFixed(2)
      expect(readDuration(text, undefined, true)).toMatchObject({ seconds: minutes * 60 })
    }),
  )
})

test('a decimal that no whole minute is rounded to stays what it is', () => {
  expect(readDuration('0.34', undefined, true)).toMatchObject({ seconds: 1_224 })
  expect(readDuration('0.125', undefined, true)).toMatchObject({ seconds: 450 })
  expect(readDuration('0.33', undefined, false)).toMatchObject({ seconds: 1_188 })
})

test.each([
  [0, '0:00'],
  [900, '0:15'],
  [5_405, '1:30:05'],
  [108_900, '30:15'],
])('%d seconds are written %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
      expect(readDuration(formatDuration(seconds), undefined, false)).toMatchObject({ seconds })
    }),
  )
})
