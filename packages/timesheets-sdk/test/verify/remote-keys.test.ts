import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IssuerUnreachableError } from '../../src/verify/errors.ts'
import type { PublishedKey } from '../../src/verify/key-set.ts'
import { RemoteKeys, type RemoteKeysSettings } from '../../src/verify/remote-keys.ts'
import { json, startIssuer, type TestIssuer, text } from './support/issuer.ts'
import { makeKey, NOW_MS } from './support/tokens.ts'

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

/** The one key that is found for a token. */
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

  it('goes to jwksUri where it is set', async () => {
    issuer.answer('/keys', json({ keys: [k2.publicJwk] }))
    expect(await findOne(remoteKeys({ jwksUri: `${issuer.url}/keys` }), 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual(['/keys'])
  })

  it('shares one fetch among all who wait', async () => {
    const keys = remoteKeys()
    const found = await Promise.all(Array.from({ length: 20 }, () => findOne(keys, 'k1')))
    expect(new Set(found).size).toBe(1)
    expect(fetches()).toBe(1)
  })

  it('takes the only key for a token that names none', async () => {
    expect(await findOne(remoteKeys(), undefined)).toMatchObject({ kid: 'k1' })
    issuer.publish(nameless)
    expect(await findOne(remoteKeys(), undefined)).toMatchObject({ kid: undefined })
  })

  it('finds both keys of a rotation, by their id or for a token that names none', async () => {
    issuer.publish(k1, k2)
    expect(await remoteKeys().find(undefined)).toMatchObject([{ kid: 'k1' }, { kid: 'k2' }])
    issuer.publish(k1, { publicJwk: { ...k2.publicJwk, kid: 'k1' } })
    expect(await remoteKeys().find('k1')).toMatchObject([{ kid: 'k1' }, { kid: 'k1' }])
    expect(fetches()).toBe(2)
  })

  it('does not try more than two', async () => {
    issuer.publish(k1, k2, nameless)
    await expect(remoteKeys().find(undefined)).rejects.toMatchObject({
      reason: 'unknown_key',
      message: "The access token does not say which of its issuer's 3 keys it is signed with (kid)",
    })
    const keys = remoteKeys()
    expect(await keys.findNewer(await keys.find('k1'))).toMatchObject([{ kid: 'k2' }, { kid: undefined }])
    expect(await remoteKeys().findNewer([])).toEqual([])
  })

  it('does not take a key without an id for one of that id', async () => {
    issuer.publish(nameless)
    await expect(remoteKeys().find('k1')).rejects.toMatchObject({ reason: 'unknown_key' })
  })
})

describe('an unknown key id', () => {
  it('fetches anew, so that a rotated key works at once', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.publish(k1, k2)
    expect(await findOne(keys, 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual([DISCOVERY, '/jwks', '/jwks'])
  })

  it('fetches anew once in a cooldown, whatever is asked for', async () => {
    const keys = remoteKeys()
    await keys.ready()
    const nobody = (kid: string) => expect(keys.find(kid)).rejects.toMatchObject({ reason: 'unknown_key' })
    await nobody('x1')
    await nobody('x2')
    now += 30 * SECOND - 1
    await nobody('x3')
    expect(fetches()).toBe(2)
    now += 1
    await nobody('x4')
    expect(fetches()).toBe(3)
  })

  it('shares one fetch among all who look for it', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.publish(k1, k2)
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find('k2')))
    expect(found).toHaveLength(20)
    expect(fetches()).toBe(2)
  })

  it('is unknown where the issuer is away, since the last good keys do not have it', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.away(true)
    await expect(keys.find('k2')).rejects.toMatchObject({ name: 'InvalidTokenError', reason: 'unknown_key' })
    expect(failures).toHaveLength(1)
  })
})

describe('the age of the keys', () => {
  it('keeps them for five minutes without asking', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    now += 5 * MINUTE - 1
    expect(keys.vouchesFor(key, now)).toBe(true)
    await keys.find('k1')
    expect(fetches()).toBe(1)
  })

  it('fetches in the background after that, once', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2)
    now += 5 * MINUTE
    expect(keys.vouchesFor(key, now)).toBe(true)
    expect(keys.vouchesFor(key, now)).toBe(true)
    expect(await findOne(keys, 'k1')).toBe(key)
    await expect.poll(() => keys.vouchesFor(key, now)).toBe(false)
    expect(fetches()).toBe(2)
  })

  it('goes on with nothing at ten minutes without asking', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2)
    now += 10 * MINUTE
    expect(keys.vouchesFor(key, now)).toBe(false)
    await expect(keys.find('k1')).rejects.toMatchObject({ reason: 'unknown_key' })
  })

  it('knows a key again that stays', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish(k2, k1)
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).toBe(key)
    expect(keys.vouchesFor(key, now)).toBe(true)
  })

  it('vouches for no key that another took the id of', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.publish({ publicJwk: { ...k2.publicJwk, kid: 'k1' } })
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).not.toBe(key)
    expect(keys.vouchesFor(key, now)).toBe(false)
  })

  it('vouches for no key before there are any', () => {
    expect(remoteKeys().vouchesFor({ kid: 'k1', material: new Uint8Array() }, now)).toBe(false)
  })
})

describe('an issuer that is away', () => {
  it('is an error of its own where there were never keys, and is asked again by the next', async () => {
    issuer.away(true)
    const keys = remoteKeys()
    for (const attempt of [keys.ready(), keys.find('k1')]) {
      const error = await attempt.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(IssuerUnreachableError)
      expect(error).toMatchObject({
        code: 'issuer_unreachable',
        message: expect.stringContaining(`No keys from the issuer ${issuer.url}: `),
        cause: expect.any(Error),
      })
    }
    issuer.away(false)
    expect(await findOne(keys, 'k1')).toMatchObject({ kid: 'k1' })
    expect(failures).toEqual([])
  })

  it('leaves its last good keys serving, for as long as it is away', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.away(true)
    for (const minutes of [10, 60, 24 * 60]) {
      now = NOW_MS + minutes * MINUTE
      expect(await findOne(keys, 'k1')).toBe(key)
      expect(keys.vouchesFor(key, now)).toBe(true)
    }
    expect(failures).toHaveLength(3)
    expect(failures[0]).toBeInstanceOf(IssuerUnreachableError)
  })

  it('is asked again in the background, a cooldown after the failure', async () => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.away(true)
    now += 10 * MINUTE
    await keys.find('k1')
    issuer.away(false)
    issuer.publish(k2)
    now += 30 * SECOND - 1
    expect(keys.vouchesFor(key, now)).toBe(true)
    expect(fetches()).toBe(1)
    now += 1
    expect(keys.vouchesFor(key, now)).toBe(true)
    await expect.poll(() => keys.vouchesFor(key, now)).toBe(false)
  })

  it.each<[string, ReturnType<typeof text>]>([
    ['a page', text(200, '<html>down for maintenance</html>')],
    ['an error', text(503, '{"keys":[]}')],
    ['an empty object', json({})],
    ['an error as JSON', json({ error: 'server_error' })],
    ['a set without keys', json({ keys: [] })],
    ['a set of other keys', json({ keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] })],
  ])('is also one that answers with %s', async (_what, answer) => {
    const keys = remoteKeys()
    const key = await findOne(keys, 'k1')
    issuer.answer('/jwks', answer)
    now += 10 * MINUTE
    expect(await findOne(keys, 'k1')).toBe(key)
    expect(failures).toHaveLength(1)
  })

  it('is also one that does not answer in time', async () => {
    issuer.answer('/jwks', () => {})
    await expect(remoteKeys({ jwksTimeoutMs: 50 }).ready()).rejects.toThrow('/jwks did not answer in time')
  })

  it('is also one that never published a key', async () => {
    issuer.publish()
    await expect(remoteKeys().find('k1')).rejects.toMatchObject({
      code: 'issuer_unreachable',
      message: expect.stringContaining('without a key that can check RS256'),
    })
  })
})

describe('the place of the keys', () => {
  it('is discovered anew when the keys are no longer there', async () => {
    const keys = remoteKeys()
    await keys.ready()
    issuer.answer('/jwks', text(404, 'moved'))
    issuer.answer('/new', json({ keys: [k2.publicJwk] }))
    issuer.answer(DISCOVERY, json({ issuer: issuer.url, jwks_uri: `${issuer.url}/new` }))
    now += 10 * MINUTE
    await keys.find('k1')
    now += 10 * MINUTE
    expect(await findOne(keys, 'k2')).toMatchObject({ kid: 'k2' })
    expect(issuer.requests).toEqual([DISCOVERY, '/jwks', '/jwks', DISCOVERY, '/new'])
  })

  it('stays where it was set', async () => {
    const keys = remoteKeys({ jwksUri: `${issuer.url}/jwks` })
    await keys.ready()
    issuer.answer('/jwks', text(404, 'moved'))
    now += 10 * MINUTE
    await keys.find('k1')
    issuer.answer('/jwks', undefined)
    now += 10 * MINUTE
    await keys.find('k1')
    expect(issuer.requests).toEqual(['/jwks', '/jwks', '/jwks'])
  })
})
