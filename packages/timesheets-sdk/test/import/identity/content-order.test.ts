import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ContentOrder } from '../../../src/import/identity/content-order.ts'

interface Row {
  readonly identity: string
  readonly contents: readonly [string, string]
}

function placesOf(rows: readonly (Row | undefined)[]): number[] {
  const order = new ContentOrder()
  for (const row of rows) order.add(row)
  return [...order.places()]
}

test('the same rows have the same places, in whatever order they come', () => {
  const row = fc.record({
    identity: fc.constantFrom('a', 'b'),
    contents: fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2')),
  })
  const rows = fc.uniqueArray(row, { selector: (one) => JSON.stringify(one) })
  const shuffled = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      const placed = (all: readonly Row[]) => new Map(all.map((row, at) => [row, placesOf(all)[at]]))
      const [before, after] = [placed(one), placed(other)]
      for (const row of one) expect(after.get(row)).toBe(before.get(row))
    }),
  )
})

test('the places of equals are from 1 without a gap, and rows that are no entries have none of them', () => {
  const row = (note: string): Row => ({ identity: 'a', contents: [note, '1'] })
  const places = placesOf([row('x'), undefined, row('y'), row('x'), { ...row('x'), identity: 'b' }])
  expect([places[0], places[2], places[3]].toSorted()).toEqual([1, 2, 3])
  expect(places[4]).toBe(1)
})

test('corrected hours move no other row, unless all else is the same', () => {
  const rows = ['x', 'y', 'z'].map((note): Row => ({ identity: 'a', contents: [note, '1'] }))
  const corrected = rows.map(
    (row, at): Row => (at === 1 ? { ...row, contents: [row.contents[0], '9'] } : row),
  )
  expect(placesOf(corrected)).toEqual(placesOf(rows))
})
