import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenCache } from '../../../src/verify/token/token-cache.ts'

describe('TokenCache', () => {
  it('stores, replaces and deletes', () => {
    const cache = new TokenCache<number>(2)
    cache.set('a', 1)
    cache.set('a', 2)
    expect([cache.get('a'), cache.get('b'), cache.size]).toEqual([2, undefined, 1])
    cache.delete('a')
    expect([cache.get('a'), cache.size]).toEqual([undefined, 0])
  })

  it('evicts the oldest when full', () => {
    const cache = new TokenCache<number>(2)
    cache.set('a', 1)
    cache.set('b', 2)
    cache.set('c', 3)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 2, 3])
  })

  it('spares values in use', () => {
    const cache = new TokenCache<number>(2)
    cache.set('a', 1)
    cache.set('b', 2)
    cache.get('a')
    cache.set('c', 3)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3])
  })

  it('evicts one even if all are in use', () => {
    const cache = new TokenCache<number>(2)
    cache.set('a', 1)
    cache.set('b', 2)
    cache.get('a')
    cache.get('b')
    cache.set('c', 3)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 2, 3])
  })

  it('does not spare a value forever because it was used once', () => {
    const cache = new TokenCache<number>(2)
    cache.set('a', 1)
    cache.get('a')
    for (const key of ['b', 'c', 'd', 'e']) cache.set(key, 0)
    expect(cache.get('a')).toBeUndefined()
  })

  it('stores nothing with size 0', () => {
    const cache = new TokenCache<number>(0)
    cache.set('a', 1)
    expect([cache.get('a'), cache.size]).toEqual([undefined, 0])
  })

  it('never exceeds its size and always contains the latest value', () => {
    const step = fc.record({ write: fc.boolean(), key: fc.constantFrom(...'abcdefgh') })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step), (size, steps) => {
        const cache = new TokenCache<string>(size)
        for (const { write, key } of steps) {
          if (!write) cache.get(key)
          else {
            cache.set(key, key)
            expect(cache.get(key)).toBe(key)
          }
          expect(cache.size).toBeLessThanOrEqual(size)
        }
      }),
    )
  })
})
