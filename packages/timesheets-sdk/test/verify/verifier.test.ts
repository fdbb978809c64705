import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTokenVerifier, InvalidTokenError, type TokenVerifierOptions } from '../../src/verify/index.ts'
import { startIssuer, type TestIssuer } from './support/issuer.ts'
import { AUDIENCE, makeKey, NOW, NOW_MS, personClaims, sign, signWithSecret } from './support/tokens.ts'

const MINUTE = 60_000
const SECRET = 'correct horse battery staple, 2026'

const k1 = await makeKey('k1')
const k2 = await makeKey('k2')

let issuer: TestIssuer
let now: number

beforeEach(async () => {
  issuer = await startIssuer(k1)
  now = NOW_MS
})
afterEach(() => issuer.stop())

const verifierWith = (changes: Partial<TokenVerifierOptions> = {}) =>
  createTokenVerifier({ issuer: issuer.url, audience: AUDIENCE, now: () => now, ...changes })
const personToken = (changes: Record<string, unknown> = {}, key = k1) =>
  sign(key, { ...personClaims(issuer.url), ...changes })
const keyFetches = () => issuer.requests.filter((path) => path === '/jwks').length

describe('verify with RS256', () => {
  it('returns the caller’s identity and scopes', async () => {
    expect(await verifierWith().verify(await personToken())).toEqual({
      subject: 'auth0|5f7c8ec7',
      identity: 'auth0|5f7c8ec7',
      clientId: 'spa',
      isMachine: false,
      scopes: new Set(['openid', 'read:timesheets', 'create:timesheets']),
      email: null,
      expiresAtSeconds: NOW + 7200,
      boundKey: null,
      claims: personClaims(issuer.url),
    })
  })

  it('recognizes a machine client by the configured client ids', async () => {
    const token = await personToken({ sub: 'push', azp: undefined, client_id: 'push' })
    await expect(verifierWith().verify(token)).rejects.toMatchObject({ reason: 'ambiguous_caller' })
    expect(await verifierWith({ machineClientIds: ['push'] }).verify(token)).toMatchObject({
      isMachine: true,
      identity: null,
      clientId: 'push',
    })
  })

  it('reads identity and e-mail from the configured claims', async () => {
    const token = await personToken({ mail: 'ann@abc.example' })
    expect(await verifierWith({ identityClaim: 'mail', emailClaim: 'mail' }).verify(token)).toMatchObject({
      identity: 'ann@abc.example',
      email: 'ann@abc.example',
    })
  })

  it('accepts a token without a key id if the issuer has one key', async () => {
    const token = await sign({ ...k1, kid: undefined }, personClaims(issuer.url))
    await expect(verifierWith().verify(token)).resolves.toMatchObject({ clientId: 'spa' })
  })

  it('tries both keys of a rotation for a token without a key id', async () => {
    const [older, newer] = await Promise.all(
      [k1, k2].map((key) => sign({ ...key, kid: undefined }, personClaims(issuer.url))),
    )
    issuer.publish(k1, k2)
    const verifier = verifierWith()
    for (const token of [older, newer] as string[]) {
      const verified = await verifier.verify(token)
      expect(verifier.verifyCached(token)).toBe(verified)
    }
    expect(keyFetches()).toBe(1)
    issuer.publish(k2)
    now += 10 * MINUTE
    await expect(verifier.verify(`${older}`)).rejects.toMatchObject({ reason: 'bad_signature' })
  })

  it('fetches keys again for the first token without a key id after a rotation, once per cooldown', async () => {
    const withoutKeyId = (key: typeof k1) => sign({ ...key, kid: undefined }, personClaims(issuer.url))
    const verifier = verifierWith()
    await verifier.verify(await withoutKeyId(k1))
    const forged = (await withoutKeyId(k2)).replace(/[^.]*$/, (signature) =>
      signature.split('').reverse().join(''),
    )
    issuer.publish(k1, k2)
    await expect(verifier.verify(await withoutKeyId(k2))).resolves.toBeDefined()
    expect(keyFetches()).toBe(2)
    await expect(verifier.verify(forged)).rejects.toThrow(InvalidTokenError)
    expect(keyFetches()).toBe(2)
  })

  it('applies the configured clock tolerance', async () => {
    const token = await personToken({ exp: NOW - 59 })
    await expect(verifierWith().verify(token)).rejects.toMatchObject({ reason: 'expired' })
    await expect(verifierWith({ clockToleranceSeconds: 60 }).verify(token)).resolves.toBeDefined()
  })

  it('sends no request for a token that is invalid regardless of its key', async () => {
    await expect(verifierWith().verify(await personToken({ aud: 'other' }))).rejects.toThrow(
      InvalidTokenError,
    )
    expect(issuer.requests).toEqual([])
  })

  it('never fetches from a URL in a token', async () => {
    const token = await sign(k2, personClaims(issuer.url), {
      jku: `${issuer.url}/evil`,
      x5u: `${issuer.url}/evil`,
      jwk: k2.publicJwk,
    })
    await expect(verifierWith().verify(token)).rejects.toMatchObject({ reason: 'unknown_key' })
    expect(issuer.requests).not.toContain('/evil')
  })

  it('throws IssuerUnreachableError if there were never keys', async () => {
    issuer.setDown(true)
    const verifier = verifierWith()
    const token = await personToken()
    await expect(verifier.ready()).rejects.toMatchObject({ code: 'issuer_unreachable' })
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'issuer_unreachable' })
    issuer.setDown(false)
    await expect(verifier.verify(token)).resolves.toBeDefined()
  })

  it('reports failed fetches while the last good keys are in use', async () => {
    const failures: unknown[] = []
    const verifier = verifierWith({ onRefreshFailure: (error) => failures.push(error) })
    await verifier.ready()
    issuer.setDown(true)
    now += 11 * MINUTE
    await expect(verifier.verify(await personToken())).resolves.toBeDefined()
    expect(failures).toMatchObject([{ code: 'issuer_unreachable' }])
  })

  it('rejects every string with InvalidTokenError only', async () => {
    const verifier = verifierWith()
    const [header, payload, signature] = (await personToken()).split('.') as [string, string, string]
    const part = fc.oneof(
      fc.constantFrom(header, payload, signature),
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    const token = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.array(part, { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.')),
      )
      .filter((text) => text !== `${header}.${payload}.${signature}`)
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        await expect(verifier.verify(text)).rejects.toThrow(InvalidTokenError)
        expect(verifier.verifyCached(text)).toBeUndefined()
      }),
    )
  })

  it('rejects a token with any changed character', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'ABab01-_'), async (at, letter) => {
        fc.pre(token[at] !== letter && token[at] !== '.')
        const changed = token.slice(0, at) + letter + token.slice(at + 1)
        await expect(verifier.verify(changed)).rejects.toThrow(InvalidTokenError)
      }),
    )
  })
})

describe('a verified token', () => {
  it('is cached as one frozen object', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    expect(verifier.verifyCached(token)).toBeUndefined()
    const verified = await verifier.verify(token)
    expect(verifier.verifyCached(token)).toBe(verified)
    expect(await verifier.verify(token)).toBe(verified)
    expect(Object.isFrozen(verified)).toBe(true)
  })

  it('is checked once for concurrent requests', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    const all = await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)))
    expect(new Set(all).size).toBe(1)
  })

  it('is not cached if it was rejected, alone or concurrently', async () => {
    const verifier = verifierWith()
    const token = await personToken({ scope: 1 })
    const all = await Promise.allSettled([verifier.verify(token), verifier.verify(token)])
    expect(all.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected'])
    expect(verifier.verifyCached(token)).toBeUndefined()
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'bad_claim' })
  })

  it('is dropped at the moment a new check would reject it', async () => {
    const verifier = verifierWith()
    const token = await personToken({ exp: NOW + 60 })
    const verified = await verifier.verify(token)
    now = (NOW + 65) * 1000 - 1
    expect(verifier.verifyCached(token)).toBeDefined()
    expect(verifier.isStillValid(verified)).toBe(true)
    await expect(verifierWith().verify(token)).resolves.toBeDefined()
    now += 1
    expect(verifier.isStillValid(verified)).toBe(false)
    expect(verifier.verifyCached(token)).toBeUndefined()
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'expired' })
    now -= 1
    expect(verifier.verifyCached(token)).toBeUndefined()
  })

  it('is dropped as soon as its key is no longer published', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    const verified = await verifier.verify(token)
    issuer.publish(k2)
    await verifier.verify(await personToken({}, k2))
    expect(verifier.isStillValid(verified)).toBe(false)
    expect(verifier.verifyCached(token)).toBeUndefined()
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'unknown_key' })
  })

  it('is dropped when another key takes over its key’s id', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    await verifier.verify(token)
    issuer.publish({ publicJwk: { ...k2.publicJwk, kid: 'k1' } })
    now += 10 * MINUTE
    await expect(verifier.verify(token)).rejects.toMatchObject({ reason: 'bad_signature' })
    expect(verifier.verifyCached(token)).toBeUndefined()
  })

  it('triggers a refresh by its use alone, and waits for it after ten minutes', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    await verifier.verify(token)
    now += 5 * MINUTE - 1
    expect(verifier.verifyCached(token)).toBeDefined()
    expect(keyFetches()).toBe(1)
    now += 1
    expect(verifier.verifyCached(token)).toBeDefined()
    await expect.poll(keyFetches).toBe(2)
    now += 10 * MINUTE
    expect(verifier.verifyCached(token)).toBeUndefined()
    await expect(verifier.verify(token)).resolves.toBeDefined()
    expect(keyFetches()).toBe(3)
  })

  it('stays cached while the issuer is down', async () => {
    const verifier = verifierWith()
    const token = await personToken()
    await verifier.verify(token)
    issuer.setDown(true)
    now += 60 * MINUTE
    await expect(verifier.verify(token)).resolves.toBeDefined()
    expect(verifier.verifyCached(token)).toBeDefined()
  })

  it('is evicted when there are more than cacheSize', async () => {
    const verifier = verifierWith({ cacheSize: 1 })
    const [one, other] = [await personToken(), await personToken({ sub: 'auth0|2' })]
    await verifier.verify(one)
    await verifier.verify(other)
    expect(verifier.verifyCached(one)).toBeUndefined()
    expect(verifier.verifyCached(other)).toBeDefined()
  })

  it('is looked up without an error for any input', () => {
    const verifier = verifierWith()
    for (const token of ['', 'x', 'x'.repeat(100_000), undefined, 42, '\uD800']) {
      expect(verifier.verifyCached(token as string)).toBeUndefined()
    }
  })
})

describe('verify with HS256', () => {
  const hs256 = () => verifierWith({ algorithm: 'HS256', secret: SECRET })

  it('needs no response from the issuer', async () => {
    issuer.setDown(true)
    const verifier = hs256()
    const token = await signWithSecret(SECRET, personClaims(issuer.url))
    await verifier.ready()
    const verified = await verifier.verify(token)
    expect(verified).toMatchObject({ identity: 'auth0|5f7c8ec7' })
    now += 60 * MINUTE
    expect(verifier.verifyCached(token)).toBe(verified)
  })

  it('rejects a token signed with another secret', async () => {
    const token = await signWithSecret(`${SECRET}!`, personClaims(issuer.url))
    await expect(hs256().verify(token)).rejects.toMatchObject({ reason: 'bad_signature' })
  })

  it('rejects RS256', async () => {
    await expect(hs256().verify(await personToken())).rejects.toMatchObject({ reason: 'wrong_algorithm' })
  })
})
