import { expect, test } from 'vitest'
import { dayRange } from '../../../src/io/terminal/time-text.ts'

test.each([
  ['2026-11-02', '2026-11-27', '2-27 November'],
  ['2026-11-02', '2026-11-02', '2 November'],
  ['2026-09-28', '2026-11-22', '28 September - 22 November'],
  ['2025-09-28', '2025-11-22', '28 September - 22 November 2025'],
  ['2025-12-29', '2026-01-04', '29 December 2025 - 4 January 2026'],
])('from %s to %s: %s', (first, last, text) => {
  expect(dayRange(first, last, 2026)).toBe(text)
})
