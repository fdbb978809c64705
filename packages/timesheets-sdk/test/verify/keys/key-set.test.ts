import { exportJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { readKeySet } from '../../../src/verify/keys/key-set.ts'
import { makeKey } from '../support/tokens.ts'

const { publicJwk, privateKey } = await makeKey('k1')
const privateJwk = await exportJWK(privateKey)
const other = await makeKey('k2')
const short = await makeKey('short', 1024)

describe('readKeySet', () => {
  it('reads public RSA keys', async () => {
    const keys = await readKeySet({ keys: [publicJwk, other.publicJwk] }, [])
    expect(keys.map(({ kid, material }) => [kid, material.type, material.algorithm.name])).toEqual([
      ['k1', 'public', 'RSASSA-PKCS1-v1_5'],
      ['k2', 'public', 'RSASSA-PKCS1-v1_5'],
    ])
  })

  it('accepts keys without use, alg, key_ops or kid', async () => {
    const { kty, n, e } = publicJwk
    const keys = await readKeySet({ keys: [{ kty, n, e }] }, [])
    expect(keys).toMatchObject([{ kid: undefined }])
    expect(await readKeySet({ keys: [{ ...publicJwk, key_ops: ['verify'] }] }, [])).toHaveLength(1)
  })

  it('reads a repeated key once', async () => {
    expect(await readKeySet({ keys: [publicJwk, { ...publicJwk }] }, [])).toHaveLength(1)
  })

  it.each<[string, unknown]>([
    ['of another type', { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }],
    ['that are symmetric', { kty: 'oct', k: 'c2VjcmV0' }],
    ['for encryption', { ...publicJwk, use: 'enc' }],
    ['for another algorithm', { ...publicJwk, alg: 'PS256' }],
    ['for other operations', { ...publicJwk, key_ops: ['encrypt'] }],
    ['with malformed operations', { ...publicJwk, key_ops: 'verify' }],
    ['with a malformed id', { ...publicJwk, kid: 1 }],
    ['without a modulus', { ...publicJwk, n: undefined }],
    ['with a malformed modulus', { ...publicJwk, n: 1 }],
    ['that are arrays', []],
    ['that are null', null],
    ['that are texts', 'k1'],
    ['that are published with their private part', { ...privateJwk, kid: 'k1' }],
    ['of 1024 bits', short.publicJwk],
    ['with an exponent of 1, with which a message signs itself', { ...publicJwk, e: 'AQ' }],
    ['with an even exponent', { ...publicJwk, e: 'AQAC' }],
    ['with an exponent of 3', { ...publicJwk, e: 'Aw' }],
    ['with an exponent longer than 256 bits', { ...publicJwk, e: Buffer.alloc(33, 1).toString('base64url') }],
    ['with an even modulus', { ...publicJwk, n: `${publicJwk.n?.slice(0, -2)}AA` }],
  ])('skips keys %s', async (_title, jwk) => {
    const keys = await readKeySet({ keys: [jwk, other.publicJwk] }, [])
    expect(keys.map((key) => key.kid)).toEqual(['k2'])
  })

  it.each([{ keys: [] }, { keys: ['k1'] }, { keys: [null] }, { keys: [short.publicJwk] }])(
    'rejects %j, which has no usable key',
    async (document) => {
      await expect(readKeySet(document, [])).rejects.toThrow('no key that can verify RS256')
    },
  )

  it.each([undefined, null, {}, [], 'keys', { keys: {} }, { keys: 'k1' }])(
    'rejects %j, which is not a JWK Set',
    async (document) => {
      await expect(readKeySet(document, [])).rejects.toThrow('The issuer did not return a JWK Set')
    },
  )

  it('keeps the object of a key that is still published', async () => {
    const first = await readKeySet({ keys: [publicJwk] }, [])
    const second = await readKeySet({ keys: [other.publicJwk, publicJwk] }, first)
    expect(second[1]).toBe(first[0])
  })

  it('creates a new object for another key with the same id, and for a key that returns', async () => {
    const first = await readKeySet({ keys: [publicJwk] }, [])
    const second = await readKeySet({ keys: [{ ...other.publicJwk, kid: 'k1' }] }, first)
    const third = await readKeySet({ keys: [publicJwk] }, second)
    expect(second[0]).not.toBe(first[0])
    expect(third[0]).not.toBe(first[0])
  })
})
