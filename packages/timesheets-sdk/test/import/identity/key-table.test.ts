import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyTable } from '../../../src/import/identity/key-table.ts'

test('it counts as a map does', () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number)), (pairs) => {
      const counter = new KeyTable()
      const map = new Map<string, number>()
      for (const [first, second] of pairs) {
        const seen = (map.get(`${first} ${second}`) ?? 0) + 1
        map.set(`${first} ${second}`, seen)
        expect(counter.count(first, second)).toBe(seen)
      }
    }),
  )
})

test('it keeps its counts as it grows, and forgets all of them', () => {
  const counter = new KeyTable()
  const pairs = Array.from({ length: 10_000 }, (_, index) => [index % 100, Math.floor(index / 100)] as const)
  for (const [first, second] of pairs) expect(counter.count(first, second)).toBe(1)
  for (const [first, second] of pairs) expect(counter.count(first, second)).toBe(2)
  counter.clear()
  for (const [first, second] of pairs) expect(counter.count(first, second)).toBe(1)
})
