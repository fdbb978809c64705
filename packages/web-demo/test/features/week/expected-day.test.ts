import { expect, it } from 'vitest'
import { expectationText } from '../../../src/features/week/expected-day.ts'
import { de } from '../../../src/texts/de.ts'
import { en } from '../../../src/texts/en.ts'

const date = '2026-12-24'

it.each([
  [{ date, hours: 8, reason: 'terms' }, '8:00 expected', '8:00 erwartet'],
  [{ date, hours: 0, reason: 'terms' }, undefined, undefined],
  [{ date, hours: 0, reason: 'inactive' }, undefined, undefined],
  [{ date, hours: 0, reason: 'absence' }, 'Absent', 'Abwesend'],
  [{ date, hours: 0, reason: 'holiday', name: 'Christmas' }, 'Christmas', 'Christmas'],
  [
    { date, hours: 4, reason: 'half_holiday', name: 'Christmas Eve' },
    'Christmas Eve, 4:00 expected',
    'Christmas Eve, 4:00 erwartet',
  ],
  [undefined, undefined, undefined],
] as const)('%j is told in a few words', (day, english, german) => {
  expect(expectationText(day, en)).toBe(english)
  expect(expectationText(day, de)).toBe(german)
})
