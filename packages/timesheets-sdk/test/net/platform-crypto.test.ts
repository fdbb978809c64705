import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hmacSha256, randomUuid, webCrypto } from '../../src/net/platform-crypto.ts'

afterEach(() => void vi.unstubAllGlobals())
const crypto = webCrypto((missing) => new Error(missing))
const uuid4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/

describe('a random UUID', () => {
  test('is the platform’s, or made of its random bytes, or none', () => {
    expect(randomUuid()).toMatch(uuid4)
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(0xff) })
    expect(randomUuid()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
    vi.stubGlobal('crypto', undefined)
    expect(randomUuid()).toBeUndefined()
  })
})

test('HMAC is that of Node, for keys shorter and longer than a block', async () => {
  for (const key of ['', 'secret', 'ä'.repeat(32), 'x'.repeat(64), 'x'.repeat(65), 'é'.repeat(200)]) {
    const expected = createHmac('sha256', key).update('a text').digest('hex')
    expect(Buffer.from(await hmacSha256(key, 'a text', crypto)).toString('hex')).toBe(expected)
  }
})

test('a platform without cryptography says which part it lacks', async () => {
  vi.stubGlobal('crypto', {})
  expect(() => crypto.getRandomValues(new Uint8Array(1))).toThrow('crypto.getRandomValues')
  await expect(crypto.sha256(new Uint8Array(1))).rejects.toThrow('crypto.subtle')
})
