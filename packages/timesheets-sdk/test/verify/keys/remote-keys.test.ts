import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IssuerUnreachableError } from '../../../src/verify/errors.ts'
import type { PublishedKey } from '../../../src/verify/keys/key-set.ts'
import { RemoteKeys, type RemoteKeysSettings } from '../../../src/verify/keys/remote-keys.ts'
import { json, startIssuer, type TestIssuer, text } from '../support/issuer.ts'
import { makeKey, NOW_MS } from '../support/tokens.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DISCOVERY = '/.well-known/openid-configuration'

const k1 = await makeKey('k1')
const k2 = await makeKey('k2')
const nameless = await makeKey()

let issuer: TestIssuer
let now: number
let failures: IssuerUnreachableError[]

beforeEach(async () => {
  issuer = await startIssuer(k1)
  now = NOW_MS
  failures = []
})
afterEach(() => issuer.stop())

const remoteKeys = (changes: Partial<RemoteKeysSettings> = {}) =>
  new RemoteKeys({
    issuer: issuer.url,
    jwksUri: undefined,
    fetch,
    now: () => now,
    jwksMaxAgeMs: 10 * MINUTE,
    jwksCooldownMs: 30 * SECOND,
    jwksTimeoutMs: 5 * SECOND,
    onRefreshFailure: (error) => failures.push(error),
    ...changes,
  })

/** The only key found for a token. */
async function findOne(keys: RemoteKeys, kid: string | undefined) {
  const found = await keys.find(kid)
  expect(found).toHaveLength(1)
  return found[0] as PublishedKey
}

const fetches = () => issuer.requests.filter((path) => path === '/jwks').length

describe('finding a key', () => {
  it('discovers the issuer’s keys and fetches them once', async () => {
    const keys = remoteKeys()
    await keys.ready()
    await keys.ready()
    expect(await findOne(keys, 'k1')).toMatchObject({ kid: 'k1' })
    expect(issuer.requests).toEqual([DISCOVERY, '/jwks'])
  })

  it('uses jwksUri if it is set', async () => {
    issuer.respond('/keys', json({ keys: [k2.publicJwk] }))
    expect(await findOne(remoteKeys({ jwksUri: `${issuer.url}/keys` }), 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual(['/keys'])
  })

  it('shares one fetch among concurrent callers', async () => {
    const keys = remoteKeys()
    const found = await Promise.all(Array.from({ length: 20 }, () => findOne(keys, 'k1')))
    expect(new Set(found).size).toBe(1)
    expect(fetches()).toBe(1)
  })

  it('finds the only key for a token without a key id', async () => {
    expect(await findOne(remoteKeys(), undefined)).toMatchObject({ kid: 'k1' })
    issuer.publish(nameless)
    expect(await findOne(remoteKeys(), undefined)).toMatchObject({ kid: undefined })
  })

  it('finds both keys of a rotation, by id or for a token without a key id', async () => {
    issuer.publish(k1, k2)
    expect(await remoteKeys().find(undefined)).toMatchObject([{ kid: 'k1' }, { kid: 'k2' }])
    issuer.publish(k1, { publicJwk: { ...k2.publicJwk, kid: 'k1' } })
    expect(await remoteKeys().find('k1')).toMatchObject([{ kid: 'k1' }, { kid: 'k1' }])
    expect(fetches()).toBe(2)
  })

  it('never tries more than two keys', async () => {
    issuer.publish(k1, k2, nameless)
    await expect(remoteKeys().find(undefined)).rejects.toMatchObject({
      reason: 'unknown_key',
      message: "The access token does not say which of its issuer's 3 keys it is signed with (kid)",
    })
    const keys = remoteKeys()
    expect(await keys.findNewer(await keys.find('k1'))).toMatchObject([{ kid: 'k2' }, { kid: undefined }])
    expect(await remoteKeys().findNewer([])).toEqual([])
  })

  it('does not match a key without an id to a key id', async () => {
    issuer.publish(nameless)
    await expect(remoteKeys().find('k1')).rejects.toMatchObject({ reason: 'unknown_key' })
  })
})

describe('an unknown key id', () => {
  it('fetches again, so that a rotated key works immediately', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.publish(k1, k2)
    expect(await findOne(keys, 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual([DISCOVERY, '/jwks', '/jwks'])
  })

  it('fetches again once per cooldown, for any key id', async () => {
    const keys = remoteKeys()
    await keys.ready()
    const expectUnknown = (kid: string) =>
      expect(keys.find(kid)).rejects.toMatchObject({ reason: 'unknown_key' })
    await expectUnknown('x1')
    await expectUnknown('x2')
    now += 30 * SECOND - 1
    await expectUnknown('x3')
    expect(fetches()).toBe(2)
    now += 1
    await expectUnknown('x4')
    expect(fetches()).toBe(3)
  })

  it('shares one fetch among concurrent lookups', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.publish(k1, k2)
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find('k2')))
    expect(found).toHaveLength(20)
    expect(fetches()).toBe(2)
  })

  it('stays unknown while the issuer is down, since the last good keys do not contain it', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.setDown(true)
    await expect(keys.find('k2')).rejects.toMatchObject({ name: 'InvalidTokenError', reason: 'unknown_key' })
    expect(failures).toHaveLength(1)
  })
})

describe('the age of the keys', () => {
  it('uses keys for five minutes without a fetch', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    now += 5 * MINUTE - 1
    expect(keys.isTrusted(key, now)).toBe(true)
    await keys.find('k1')
    expect(fetches()).toBe(1)
  })

  it('fetches once in the background after that', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2)
    now += 5 * MINUTE
    expect(keys.isTrusted(key, now)).toBe(true)
    expect(keys.isTrusted(key, now)).toBe(true)
    expect(await findOne(keys, 'k1')).toBe(key)
    await expect.poll(() => keys.isTrusted(key, now)).toBe(false)
    expect(fetches()).toBe(2)
  })

  it('uses no key after ten minutes without a fetch', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2)
    now += 10 * MINUTE
    expect(keys.isTrusted(key, now)).toBe(false)
    await expect(keys.find('k1')).rejects.toMatchObject({ reason: 'unknown_key' })
  })

  it('recognizes a key that is still published', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2, k1)
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).toBe(key)
    expect(keys.isTrusted(key, now)).toBe(true)
  })

  it('does not trust a key whose id another key took over', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish({ publicJwk: { ...k2.publicJwk, kid: 'k1' } })
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).not.toBe(key)
    expect(keys.isTrusted(key, now)).toBe(false)
  })

  it('trusts no key before the first fetch', () => {
    expect(remoteKeys().isTrusted({ kid: 'k1', material: new Uint8Array() }, now)).toBe(false)
  })
})

describe('an unavailable issuer', () => {
  it('causes a separate error if there were never keys, and is tried again by the next call', async () => {
    issuer.setDown(true)
    const keys = remoteKeys()
    for (const attempt of [keys.ready(), keys.find('k1')]) {
      const error = await attempt.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(IssuerUnreachableError)
      expect(error).toMatchObject({
        code: 'issuer_unreachable',
        message: expect.stringContaining(`Could not fetch keys from the issuer ${issuer.url}: `),
        cause: expect.any(Error),
      })
    }
    issuer.setDown(false)
    expect(await findOne(keys, 'k1')).toMatchObject({ kid: 'k1' })
    expect(failures).toEqual([])
  })

  it('leaves the last good keys in use for as long as it is down', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.setDown(true)
    for (const minutes of [10, 60, 24 * 60]) {
      now = NOW_MS + minutes * MINUTE
      expect(await findOne(keys, 'k1')).toBe(key)
      expect(keys.isTrusted(key, now)).toBe(true)
    }
    expect(failures).toHaveLength(3)
    expect(failures[0]).toBeInstanceOf(IssuerUnreachableError)
  })

  it('is tried again in the background, one cooldown after the failure', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.setDown(true)
    now += 10 * MINUTE
    await keys.find('k1')
    issuer.setDown(false)
    issuer.publish(k2)
    now += 30 * SECOND - 1
    expect(keys.isTrusted(key, now)).toBe(true)
    expect(fetches()).toBe(1)
    now += 1
    expect(keys.isTrusted(key, now)).toBe(true)
    await expect.poll(() => keys.isTrusted(key, now)).toBe(false)
  })

  it.each<[string, ReturnType<typeof text>]>([
    ['an HTML page', text(200, '<html>down for maintenance</html>')],
    ['an error', text(503, '{"keys":[]}')],
    ['an empty object', json({})],
    ['an error as JSON', json({ error: 'server_error' })],
    ['a set without keys', json({ keys: [] })],
    ['a set of other keys', json({ keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] })],
  ])('includes one that returns %s', async (_title, responder) => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.respond('/jwks', responder)
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).toBe(key)
    expect(failures).toHaveLength(1)
  })

  it('includes one that does not respond in time', async () => {
    issuer.respond('/jwks', () => {})
    await expect(remoteKeys({ jwksTimeoutMs: 50 }).ready()).rejects.toThrow('/jwks did not respond in time')
  })

  it('includes one that never published a key', async () => {
    issuer.publish()
    await expect(remoteKeys().find('k1')).rejects.toMatchObject({
      code: 'issuer_unreachable',
      message: expect.stringContaining('no key that can verify RS256'),
    })
  })
})

describe('the URL of the keys', () => {
  it('is discovered again when the keys have moved', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.respond('/jwks', text(404, 'moved'))
    issuer.respond('/new', json({ keys: [k2.publicJwk] }))
    issuer.respond(DISCOVERY, json({ issuer: issuer.url, jwks_uri: `${issuer.url}/new` }))
    now += 10 * MINUTE
    await keys.find('k1')
    now += 10 * MINUTE
    expect(await findOne(keys, 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual([DISCOVERY, '/jwks', '/jwks', DISCOVERY, '/new'])
  })

  it('does not change if jwksUri is set', async () => {
    const keys = remoteKeys({ jwksUri: `${issuer.url}/jwks` })
    await keys.ready()
    issuer.respond('/jwks', text(404, 'moved'))
    now += 10 * MINUTE
    await keys.find('k1')
    issuer.respond('/jwks', undefined)
    now += 10 * MINUTE
    await keys.find('k1')
    expect(issuer.requests).toEqual(['/jwks', '/jwks', '/jwks'])
  })
})
