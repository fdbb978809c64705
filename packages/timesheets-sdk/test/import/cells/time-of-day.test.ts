import { expect, test } from 'vitest'
import { readTimeOfDay } from '../../../src/import/cells/time-of-day.ts'

test.each<[string, string, boolean]>([
  ['10:23', '10:23:00', false],
  ['10:23:52', '10:23:52', true],
  ['9:05', '09:05:00', false],
  ['00:00:00', '00:00:00', true],
  ['23:59:59', '23:59:59', true],
  ['10:23 AM', '10:23:00', false],
  ['10:23:52 PM', '22:23:52', true],
  ['12:00 AM', '00:00:00', false],
  ['12:00 pm', '12:00:00', false],
  ['01:30\u202fp.m.', '13:30:00', false],
  ['1:30PM', '13:30:00', false],
  ['9:05:00 a. m.', '09:05:00', true],
  ['1:30\u00a0p.\u00a0m.', '13:30:00', false],
  ['9h05', '09:05:00', false],
  ['9 h 05', '09:05:00', false],
  ['9 AM', '09:00:00', false],
  ['9h', '09:00:00', false],
  ['17 h', '17:00:00', false],
  ['9 Uhr', '09:00:00', false],
  ['12pm', '12:00:00', false],
  ['1:30p', '13:30:00', false],
  ['10:23:45.123', '10:23:45', true],
  ['10:23 Uhr', '10:23:00', false],
])('%s is %s', (text, expected, hasSeconds) => {
  const time = readTimeOfDay(text)
  expect(new Date((time?.seconds ?? Number.NaN) * 1_000).toISOString().slice(11, 19)).toBe(expected)
  expect(time?.hasSeconds).toBe(hasSeconds)
})

test.each(['24:00', '24:00:00'])('%s is the end of a day, and no start', (text) => {
  expect(readTimeOfDay(text, true)).toEqual({ seconds: 86_400, hasSeconds: text.length > 5 })
  expect(readTimeOfDay(text)).toBeUndefined()
})

test.each([
  '',
  '24:00',
  '13:00 PM',
  '0:30 AM',
  '10:60',
  '10',
  '13 PM',
  '25h',
  '9a',
  '10:2',
  'noon',
  '10:23:60',
  '9.30',
])('%j is none', (text) => {
  expect(readTimeOfDay(text)).toBeUndefined()
})
