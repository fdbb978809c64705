import { describe, expect, it } from 'vitest'
import { memoryTokenCache } from '../../src/auth/index.ts'
import { httpDefaults } from '../../src/auth/issuer/http.ts'
import { cacheKey as keyOf } from '../../src/auth/token-cache.ts'

const { crypto } = httpDefaults({})
const cacheKey = (parts: string[]) => keyOf(parts, crypto)

describe('memoryTokenCache', () => {
  it('keeps, replaces and forgets', async () => {
    const cache = memoryTokenCache()
    const token = { accessToken: 'a', obtainedAtMs: 1, expiresAtMs: 2 }
    await cache.set('key', token)
    expect(await cache.get('key')).toEqual(token)
    expect(await cache.get('other')).toBeUndefined()
    await cache.delete('key')
    expect(await cache.get('key')).toBeUndefined()
  })
})

describe('cacheKey', () => {
  it('is a digest that shows none of its parts', async () => {
    expect(await cacheKey(['https://issuer', 'client'])).toMatch(/^[\w-]{43}$/)
  })

  it('differs when parts are cut differently', async () => {
    expect(await cacheKey(['ab', 'c'])).not.toBe(await cacheKey(['a', 'bc']))
    expect(await cacheKey(['ab', 'c'])).toBe(await cacheKey(['ab', 'c']))
  })
})
