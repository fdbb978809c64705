import { describe, expect, it } from 'vitest'
import { deepFreeze, freezeSet } from '../../../src/verify/token/frozen.ts'

describe('deepFreeze', () => {
  it('freezes everything in a JSON value', () => {
    const value = deepFreeze({ a: null, b: [{ c: 1 }], d: { e: 'x' } })
    expect([value, value.b, value.b[0], value.d].every(Object.isFrozen)).toBe(true)
  })

  it('works at any depth', () => {
    const value = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(deepFreeze(value)).toBe(value)
  })
})

describe('freezeSet', () => {
  it('reads like any set', () => {
    const set = freezeSet(new Set(['a', 'b']))
    expect(set).toEqual(new Set(['a', 'b']))
    expect([set.has('a'), set.has('c'), set.size, [...set]]).toEqual([true, false, 2, ['a', 'b']])
  })

  it('rejects every change', () => {
    const set = freezeSet(new Set(['a'])) as Set<string>
    expect(() => set.add('b')).toThrow(TypeError)
    expect(() => set.delete('a')).toThrow(TypeError)
    expect(() => set.clear()).toThrow(TypeError)
    expect(() => Object.assign(set, { has: () => true })).toThrow(TypeError)
    expect([...set]).toEqual(['a'])
  })
})
