import { exportJWK, generateKeyPair } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  chooseAlgorithm,
  importSigningKey,
  type PrivateJwk,
} from '../../../src/auth/client-credentials/private-key.ts'
import { everythingIn, failureOf } from '../support/everything-in.ts'

const jwkOf = async (algorithm: string): Promise<PrivateJwk> => {
  const pair = await generateKeyPair(algorithm, { extractable: true })
  return await exportJWK(pair.privateKey)
}

describe('chooseAlgorithm', () => {
  let rsa: PrivateJwk
  beforeAll(async () => {
    rsa = await jwkOf('RS256')
  })

  it.each([
    ['ES256', 'ES256'],
    ['ES384', 'ES384'],
    ['ES512', 'ES512'],
    ['EdDSA', 'EdDSA'],
    ['RS256', 'RS256'],
  ])('guesses it from a JWK made for %s', async (made, expected) => {
    const jwk = await jwkOf(made)
    expect(chooseAlgorithm(jwk)).toBe(expected)
    expect(await importSigningKey(jwk, expected)).toMatchObject({
      algorithm: expected,
      key: { type: 'private' },
    })
  })

  it('takes the key’s own alg, and before that what is asked for', async () => {
    expect(chooseAlgorithm({ ...rsa, alg: 'PS384' })).toBe('PS384')
    expect(chooseAlgorithm({ ...rsa, alg: 'PS384' }, 'RS512')).toBe('RS512')
    const { key } = await importSigningKey(
      { ...rsa, alg: 'PS384', use: 'enc', key_ops: ['decrypt'] },
      'PS384',
    )
    expect(key.algorithm).toMatchObject({ name: 'RSA-PSS', hash: { name: 'SHA-384' } })
  })

  it.each(['RS384', 'PS256', 'ES256', 'Ed25519'])('reads it from a CryptoKey for %s', async (algorithm) => {
    const { privateKey } = await generateKeyPair(algorithm)
    expect(chooseAlgorithm(privateKey)).toBe(algorithm === 'Ed25519' ? 'EdDSA' : algorithm)
    expect(chooseAlgorithm(privateKey, algorithm)).toBe(algorithm)
  })

  it('refuses algorithms that the key cannot do', () => {
    const fault = expect.objectContaining({ code: 'invalid_key', message: expect.stringContaining('RS256') })
    expect(() => chooseAlgorithm(rsa, 'ES256')).toThrow(fault)
    expect(() => chooseAlgorithm({ ...rsa, alg: 'RSA-OAEP' })).toThrow(fault)
    expect(() => chooseAlgorithm(rsa, 'none')).toThrow(fault)
  })

  it('refuses keys that are public, symmetric, of other curves, or no keys', async () => {
    const { publicKey } = await generateKeyPair('RS256')
    const invalid = expect.objectContaining({ code: 'invalid_key' })
    expect(() => chooseAlgorithm({ ...rsa, d: undefined })).toThrow(invalid)
    expect(() => chooseAlgorithm({ kty: 'oct', d: 'AAAA' })).toThrow(invalid)
    expect(() => chooseAlgorithm({ kty: 'OKP', crv: 'X25519', d: 'AAAA' })).toThrow(invalid)
    expect(() => chooseAlgorithm(null as unknown as PrivateJwk)).toThrow(invalid)
    expect(() => chooseAlgorithm(publicKey)).toThrow(invalid)
    const sha1 = await rsaKey(2048, 'SHA-1')
    expect(() => chooseAlgorithm(sha1)).toThrow(invalid)
    expect(() => chooseAlgorithm({ ...rsa, kty: 'EC', crv: 'constructor' })).toThrow(invalid)
    expect(() => chooseAlgorithm({ ...rsa, kid: '' })).toThrow(invalid)
  })
})

describe('importSigningKey', () => {
  it('refuses damaged values, and repeats none of them', async () => {
    const jwk = await jwkOf('ES256')
    const failure = await failureOf(importSigningKey({ ...jwk, d: `${jwk.d}damage` }, 'ES256'))
    expect(failure).toMatchObject({ code: 'invalid_key' })
    expect(everythingIn(failure)).not.toContain(jwk.d)
  })

  it('refuses RSA keys that are too short', async () => {
    const key = await rsaKey(1024, 'SHA-256')
    expect(await failureOf(importSigningKey(key, 'RS256'))).toMatchObject({ code: 'invalid_key' })
  })
})

async function rsaKey(modulusLength: number, hash: string): Promise<CryptoKey> {
  const parameters = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash,
  }
  return (await crypto.subtle.generateKey(parameters, false, ['sign', 'verify'])).privateKey
}
