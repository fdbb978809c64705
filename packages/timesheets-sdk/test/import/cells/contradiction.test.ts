import { describe, expect, test } from 'vitest'
import { contradicts } from '../../../src/import/cells/contradiction.ts'
import { readDuration } from '../../../src/import/cells/duration.ts'
import { readTimeOfDay } from '../../../src/import/cells/time-of-day.ts'

function judge(duration: string, from: string, to: string, days = 0): boolean {
  const read = readDuration(duration, undefined, false)
  const [start, end] = [readTimeOfDay(from), readTimeOfDay(to)]
  if (typeof read !== 'object' || !start || !end) throw new Error('unreadable')
  return contradicts(read, {
    seconds: days * 86_400 + end.seconds - start.seconds,
    resolutionSeconds: start.hasSeconds ? 1 : 60,
    startSecond: start.seconds,
  })
}

describe('a duration contradicts start and end', () => {
  test.each([
    ['as a fraction of a day', '0.3125', '09:00', '16:30'],
    ['as a fraction of a day that is short', '0.0104', '09:00', '09:15'],
    ['in minutes that are read as hours', '15', '10:00', '10:15'],
    ['in minutes and seconds that are read as hours', '05:00', '10:00', '10:05'],
    ['in minutes and seconds that are read as hours, of a minute', '1:00', '10:00', '10:01'],
    ['in hours that are read as minutes', '0:07', '09:00', '16:00'],
    ['with an end before its start', '1:30:00', '11:30:00', '10:00:00'],
    ['by an hour in the day', '2:00:00', '10:00:00', '11:00:00'],
  ])('%s', (_, duration, from, to) => {
    expect(judge(duration, from, to)).toBe(true)
  })
})

describe('a duration is that of start and end', () => {
  test.each([
    ['as it is', '1:30:00', '10:00:00', '11:30:00'],
    ['without its seconds', '1:30', '10:00:00', '11:30:45'],
    ['in hundredths of an hour', '0.33', '10:00', '10:20'],
    ['rounded up to a quarter', '0:15:00', '10:00:00', '10:01:10'],
    ['rounded to nothing', '0:00:00', '10:00:00', '10:07:00'],
    ['rounded to half an hour', '1:30:00', '10:00:00', '11:01:00'],
    ['rounded to tenths of an hour', '0.1', '10:00:00', '10:01:00'],
    ['corrected by some minutes', '1:17:00', '10:00:00', '11:30:00'],
    ['when the clocks go forward in the night', '3:00:00', '00:30:00', '04:30:00'],
    ['when the clocks go back in the night', '0:20:00', '02:50:00', '02:10:00'],
    ['when the clocks go back by half an hour, as on Lord Howe Island', '1:30:00', '01:30:00', '02:30:00'],
  ])('%s', (_, duration, from, to) => {
    expect(judge(duration, from, to)).toBe(false)
  })

  test('when the clocks are changed in a night that it begins before', () => {
    expect(judge('7:00:00', '22:00:00', '06:00:00', 1)).toBe(false)
    expect(judge('7:00:00', '10:00:00', '18:00:00')).toBe(true)
  })
})
