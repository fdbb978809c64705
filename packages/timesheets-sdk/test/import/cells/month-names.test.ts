import { expect, test } from 'vitest'
import { monthOfName } from '../../../src/import/cells/month-names.ts'

test.each<[string, number | undefined]>([
  ['March', 3],
  ['sept', 9],
  ['Dez.', 12],
  ['März', 3],
  ['févr.', 2],
  ['AOÛT', 8],
  ['noviembre', 11],
  ['mrt', 3],
  ['listopada', 11],
  // June or July in French.
  ['jui', undefined],
  ['ma', undefined],
  ['Montag', undefined],
  ['', undefined],
])('%j is month %s', (name, month) => {
  expect(monthOfName(name)).toBe(month)
})

test.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'])('each month of %s is known', (language) => {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2026, month, 1))
    return monthOfName(parts.find(({ type }) => type === 'month')?.value ?? '')
  })
  expect(months).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})
