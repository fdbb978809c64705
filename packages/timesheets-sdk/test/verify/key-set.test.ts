import { exportJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { readKeySet } from '../../src/verify/key-set.ts'
import { makeKey } from './support/tokens.ts'

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

  it('takes use, alg, key_ops and kid to be optional', async () => {
    const { kty, n, e } = publicJwk
    const keys = await readKeySet({ keys: [{ kty, n, e }] }, [])
    expect(keys).toMatchObject([{ kid: undefined }])
    expect(await readKeySet({ keys: [{ ...publicJwk, key_ops: ['verify'] }] }, [])).toHaveLength(1)
  })

  it('takes one key that stands there twice for one', async () => {
    expect(await readKeySet({ keys: [publicJwk, { ...publicJwk }] }, [])).toHaveLength(1)
  })

  it.each<[string, object]>([
    ['of another kind', { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }],
    ['that are secret', { kty: 'oct', k: 'c2VjcmV0' }],
    ['for encryption', { ...publicJwk, use: 'enc' }],
    ['for another algorithm', { ...publicJwk, alg: 'PS256' }],
    ['for other operations', { ...publicJwk, key_ops: ['encrypt'] }],
    ['with operations of another form', { ...publicJwk, key_ops: 'verify' }],
    ['with an id of another form', { ...publicJwk, kid: 1 }],
    ['without a modulus', { ...publicJwk, n: undefined }],
    ['with a modulus of another form', { ...publicJwk, n: 1 }],
    ['that are a list', []],
    ['that are published with their private part', { ...privateJwk, kid: 'k1' }],
    ['of 1024 bits', short.publicJwk],
    ['whose exponent is 1, with which a message signs itself', { ...publicJwk, e: 'AQ' }],
    ['whose exponent is even', { ...publicJwk, e: 'AQAC' }],
    ['whose exponent is 3', { ...publicJwk, e: 'Aw' }],
    [
      'whose exponent is longer than 256 bits',
      { ...publicJwk, e: Buffer.alloc(33, 1).toString('base64url') },
    ],
    ['whose modulus is even', { ...publicJwk, n: `${publicJwk.n?.slice(0, -2)}AA` }],
  ])('leaves out keys %s', async (_what, jwk) => {
    const keys = await readKeySet({ keys: [jwk, other.publicJwk] }, [])
    expect(keys.map((key) => key.kid)).toEqual(['k2'])
  })

  it.each([{ keys: [] }, { keys: [short.publicJwk] }])(
    'does not take %j for what the issuer signs with',
    async (answer) => {
      await expect(readKeySet(answer, [])).rejects.toThrow('without a key that can check RS256')
    },
  )

  it.each([undefined, null, {}, [], 'keys', { keys: {} }, { keys: ['k1'] }, { keys: [null] }])(
    'does not take %j for a set',
    async (answer) => {
      await expect(readKeySet(answer, [])).rejects.toThrow('The issuer did not answer with a JWK Set')
    },
  )

  it('keeps a key the same object for as long as it stays', async () => {
    const first = await readKeySet({ keys: [publicJwk] }, [])
    const second = await readKeySet({ keys: [other.publicJwk, publicJwk] }, first)
    expect(second[1]).toBe(first[0])
  })

  it('takes another key of the same id for another, and a key that comes back too', async () => {
    const first = await readKeySet({ keys: [publicJwk] }, [])
    const second = await readKeySet({ keys: [{ ...other.publicJwk, kid: 'k1' }] }, first)
    const third = await readKeySet({ keys: [publicJwk] }, second)
    expect(second[0]).not.toBe(first[0])
    expect(third[0]).not.toBe(first[0])
  })
})
