import { expect, test } from 'vitest'
import { formatDuration, formatRemaining } from '../../../src/io/terminal/time-text.ts'

test.each([
  [0, '0.0 s'],
  [449, '0.4 s'],
  [13_249, '13.2 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [133_000, '2 min 13 s'],
  [3_900_000, '1 h 5 min'],
])('formatDuration(%d) is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  [10, '1 s'],
  [5_400, '5 s'],
  [61_000, '1 min 1 s'],
])('formatRemaining(%d) is %s', (ms, text) => {
  expect(formatRemaining(ms)).toBe(text)
})
