import { expect, test } from 'vitest'
import { EncodedEntries } from '../../../src/services/entries/encoded-entries.ts'

/** Entries with ids from 1, one on each of these dates, with texts of one, two and three bytes. */
function listOf(...dates: readonly string[]) {
  const texts = ['a', 'ü', '漢']
  return EncodedEntries.of(
    dates.map((date, index) => ({
      date,
      json: JSON.stringify({ id: `id-${index + 1}`, note: texts[index % 3] }),
    })),
  )
}

const idsOf = (list: EncodedEntries) => JSON.parse(`[${list.bytes}]`).map(({ id }: { id: string }) => id)

const days = listOf('0001-01-01', '2026-11-23', '2026-11-23', '2026-11-24', '9999-12-31')

test('each entry has its place, in the first and the last year as well', () => {
  expect(Array.from({ length: days.length }, (_, index) => days.placeAt(index))).toEqual([
    { date: '0001-01-01', id: 'id-1' },
    { date: '2026-11-23', id: 'id-2' },
    { date: '2026-11-23', id: 'id-3' },
    { date: '2026-11-24', id: 'id-4' },
    { date: '9999-12-31', id: 'id-5' },
  ])
})

test('the first entry from a date on, after it, and after a place', () => {
  expect(['0001-01-01', '2026-11-23', '2026-11-25'].map((date) => days.firstFrom(date))).toEqual([0, 1, 4])
  expect(['2026-11-22', '2026-11-23', '9999-12-31'].map((date) => days.firstAfter({ date }))).toEqual([
    1, 3, 5,
  ])
  expect(days.firstAfter({ date: '2026-11-23', id: 'id-2' })).toBe(2)
  expect(days.slice(2, 9).firstAfter({ date: '2026-11-23', id: 'id-3' })).toBe(1)
})

test.each([
  [0, 5, ['id-1', 'id-2', 'id-3', 'id-4', 'id-5']],
  [1, 3, ['id-2', 'id-3']],
  [3, 99, ['id-4', 'id-5']],
  [2, 2, []],
  [7, 9, []],
])('the entries from %d to before %d', (from, to, ids) => {
  const part = days.slice(from, to)
  expect(part).toHaveLength(ids.length)
  expect(idsOf(part)).toEqual(ids)
  expect(idsOf(part.compact())).toEqual(ids)
})

test('a small part does not keep the bytes of the whole list', () => {
  const small = days.slice(1, 2)
  expect(small.keptBytes).toBe(days.keptBytes)
  expect(small.compact().keptBytes).toBe(small.bytes.length + 8)
  expect(days.slice(0, 4).compact().keptBytes).toBe(days.keptBytes)
})
