import { expect, test } from 'vitest'
import { outlineText } from '../../../../src/commands/entries/push/outline.ts'

test.each([
  [412, '2026-11-02', '2026-11-27', 14, '412 rows, 2-27 November, 14 people'],
  [1, '2026-11-02', '2026-11-02', 1, '1 row, 2 November, 1 person'],
  [9, '2026-09-28', '2026-11-22', 2, '9 rows, 28 September - 22 November, 2 people'],
  [9, '2025-09-28', '2025-11-22', 2, '9 rows, 28 September - 22 November 2025, 2 people'],
  [9, '2025-12-29', '2026-01-04', 2, '9 rows, 29 December 2025 - 4 January 2026, 2 people'],
])('%d rows from %s to %s of %d people: %s', (rows, first, last, people, text) => {
  expect(outlineText({ rows, days: { first, last }, people }, 2026)).toBe(text)
})

test('rows none of which is an entry have no days', () => {
  expect(outlineText({ rows: 3, days: undefined, people: 0 }, 2026)).toBe('3 rows')
})
