import { createHash } from 'node:crypto'
import { exportSPKI, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier, InvalidTokenError, type InvalidTokenReason } from '../../src/verify/index.ts'
import { startIssuer, type TestIssuer } from './support/issuer.ts'
import {
  AUDIENCE,
  base64url,
  forge,
  makeKey,
  NOW,
  NOW_MS,
  personClaims,
  sign,
  signWithSecret,
} from './support/tokens.ts'

/** Every reason to reject a token, each with a token signed by a real key where possible. */

const key = await makeKey('k1')
const stranger = await makeKey('k1')
const short = await makeKey('short', 1024)
const encryption = await makeKey('enc')
const spki = await exportSPKI((await importJWK(key.publicJwk, 'RS256', { extractable: true })) as CryptoKey)

let issuer: TestIssuer
beforeAll(async () => {
  const exponentOne = { publicJwk: { ...key.publicJwk, kid: 'one', e: 'AQ' } }
  issuer = await startIssuer(key, short, exponentOne, { publicJwk: { ...encryption.publicJwk, use: 'enc' } })
})
afterAll(() => issuer.stop())

const verifier = () => createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, now: () => NOW_MS })
const claims = (changes: Record<string, unknown> = {}) => ({ ...personClaims(issuer.url), ...changes })
const payload = (changes: string) => JSON.stringify(claims()).replace(/}$/, `,${changes}}`)

/**
 * With an exponent of 1, a signature is its own padded digest (RFC 8017 section 9.2): it needs no private
 * key.
 */
function signedWithoutKey(): string {
  const header = base64url(JSON.stringify({ alg: 'RS256', kid: 'one' }))
  const signed = `${header}.${base64url(JSON.stringify(claims()))}`
  const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
  const digest = createHash('sha256').update(signed).digest()
  const padding = Buffer.alloc(256 - 3 - digestInfo.length - digest.length, 0xff)
  const signature = Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digestInfo, digest])
  return `${signed}.${base64url(signature)}`
}

const table: [InvalidTokenReason, string, () => string | Promise<string>][] = [
  ['malformed', 'an empty token', () => ''],
  ['malformed', 'a string that is not a JWT', () => 'hunter2'],
  ['malformed', 'an encrypted JWT', () => 'e30.e30.e30.e30.e30'],
  ['malformed', 'a payload that is not an object', () => sign(key, '"auth0|1"')],
  ['malformed', 'a payload that is not JSON', () => sign(key, '{sub:1}')],
  ['malformed', 'a key id that is not a string', () => forge({ alg: 'RS256', kid: 1 }, claims())],
  ['malformed', 'more than 16 KiB', () => sign(key, claims({ padding: 'x'.repeat(16_384) }))],
  ['wrong_algorithm', 'no signature', () => forge({ alg: 'none' }, claims(), '')],
  ['wrong_algorithm', 'HS256 with the public key as the secret', () => signWithSecret(spki, claims())],
  ['wrong_algorithm', 'no algorithm', () => forge({ kid: 'k1' }, claims())],
  ['wrong_type', 'a logout token', () => sign(key, claims(), { typ: 'logout+jwt' })],
  ['wrong_type', 'a refresh token', () => sign(key, claims({ typ: 'Refresh' }))],
  ['critical_header', 'a critical extension', () => forge({ alg: 'RS256', crit: ['exp'], exp: 1 }, claims())],
  [
    'id_token',
    'an ID token',
    () => sign(key, claims({ nonce: 'n-0S6_WzA2Mj', at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' })),
  ],
  ['bound_token', 'a token bound to a DPoP key', () => sign(key, claims({ cnf: { jkt: 'hunter2' } }))],
  ['wrong_issuer', 'another issuer', () => sign(key, claims({ iss: 'https://evil.example/' }))],
  ['missing_claim', 'no issuer', () => sign(key, claims({ iss: undefined }))],
  ['wrong_audience', 'another audience', () => sign(key, claims({ aud: `${issuer.url}/userinfo` }))],
  ['missing_claim', 'no audience', () => sign(key, claims({ aud: undefined }))],
  ['bad_claim', 'an audience that is an object', () => sign(key, claims({ aud: {} }))],
  ['expired', 'a token from yesterday', () => sign(key, claims({ exp: NOW - 86_400 }))],
  ['expired', 'a token that expired six seconds ago', () => sign(key, claims({ exp: NOW - 6 }))],
  ['missing_claim', 'no expiry', () => sign(key, claims({ exp: undefined }))],
  ['bad_claim', 'an expiry of 1e999', () => sign(key, payload('"exp":1e999'))],
  ['bad_claim', 'an expiry that is a word', () => sign(key, claims({ exp: 'tomorrow' }))],
  ['not_yet_valid', 'a token valid from tomorrow', () => sign(key, claims({ nbf: NOW + 86_400 }))],
  ['not_yet_valid', 'a token issued in the future', () => sign(key, claims({ iat: NOW + 86_400 }))],
  ['missing_claim', 'no subject', () => sign(key, claims({ sub: undefined }))],
  ['bad_claim', 'an empty subject', () => sign(key, claims({ sub: '' }))],
  ['bad_claim', 'malformed scopes', () => sign(key, claims({ scope: [1] }))],
  ['bad_claim', 'malformed permissions', () => sign(key, claims({ permissions: 'read:timesheets' }))],
  ['bad_claim', 'a malformed client id', () => sign(key, claims({ azp: ['spa'] }))],
  ['unknown_key', 'an unknown key', () => sign({ ...stranger, kid: 'k9' }, claims())],
  ['unknown_key', 'a key with exponent 1, whose signatures anybody can forge', () => signedWithoutKey()],
  ['unknown_key', 'a key of 1024 bits', () => forge({ alg: 'RS256', kid: 'short' }, claims())],
  ['unknown_key', 'a key for encryption', () => sign(encryption, claims())],
  ['bad_signature', 'the signature of another key with the same id', () => sign(stranger, claims())],
  ['bad_signature', 'an empty signature', () => forge({ alg: 'RS256', kid: 'k1' }, claims(), '')],
  [
    'bad_signature',
    'a valid signature over other claims',
    async () => {
      const [header, , signature] = (await sign(key, claims())).split('.')
      const other = Buffer.from(JSON.stringify(claims({ sub: 'auth0|manager' }))).toString('base64url')
      return `${header}.${other}.${signature}`
    },
  ],
]

describe('verify', () => {
  it('accepts the token that all of these are derived from', async () => {
    await expect(verifier().verify(await sign(key, claims()))).resolves.toMatchObject({
      identity: 'auth0|5f7c8ec7',
    })
  })

  it.each(table)('rejects with %s: %s', async (reason, _title, make) => {
    const token = await make()
    const error = await verifier()
      .verify(token)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidTokenError)
    expect(error).toMatchObject({ code: 'invalid_token', reason })
    const { message } = error as Error
    expect(message).not.toMatch(/auth0|evil|hunter2|tomorrow|spa\b|eyJ/)
  })
})
