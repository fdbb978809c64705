import { describe, expect, it } from 'vitest'
import { readOptions, type TokenVerifierOptions } from '../../src/verify/options.ts'

const issuer = 'https://abc.eu.auth0.com/'
const audience = 'https://api.abc.example/timesheets'
const secret = '0123456789abcdef0123456789abcdef'

describe('readOptions', () => {
  it('has defaults for everything except issuer and audience', () => {
    const settings = readOptions({ issuer, audience })
    expect(settings).toMatchObject({
      issuer,
      audience,
      algorithm: 'RS256',
      secret: undefined,
      jwksUri: undefined,
      identityClaim: 'sub',
      emailClaim: 'https://api.exampleco.com/email',
      machineClients: new Map(),
      clockToleranceSeconds: 5,
      cacheSize: 10_000,
      fetch: expect.any(Function),
      now: Date.now,
      jwksMaxAgeMs: 600_000,
      jwksCooldownMs: 30_000,
      jwksTimeoutMs: 5_000,
    })
    expect(settings.onRefreshFailure(undefined as never)).toBeUndefined()
  })

  it('keeps the given values', () => {
    const replays = { remember: async () => true }
    const given = {
      issuer,
      audience,
      jwksUri: 'http://localhost:9000/jwks',
      identityClaim: 'https://api.exampleco.com/email',
      emailClaim: 'email',
      clockToleranceSeconds: 60,
      cacheSize: 0,
      fetch: async () => new Response(),
      now: () => 0,
      jwksTimeoutMs: 1,
      onRefreshFailure: () => {},
    }
    expect(
      readOptions({
        ...given,
        machineClientIds: ['m2m', 'm2m', 'ak-push=8f2c=6d'],
        jwksMaxAgeSeconds: 60,
        jwksCooldownSeconds: 0,
        dpop: { required: true, maxProofAgeSeconds: 60, nonceSecret: secret, replays },
      }),
    ).toEqual({
      ...given,
      algorithm: 'RS256',
      secret: undefined,
      machineClients: new Map([
        ['m2m', undefined],
        ['ak-push', '8f2c=6d'],
      ]),
      jwksMaxAgeMs: 60_000,
      jwksCooldownMs: 0,
      dpopRequired: true,
      maxProofAgeSeconds: 60,
      nonceSecret: secret,
      replays,
    })
  })

  it('accepts HS256 with a secret of 32 bytes in UTF-8', () => {
    expect(readOptions({ issuer, audience, algorithm: 'HS256', secret }).secret).toEqual(
      new TextEncoder().encode(secret),
    )
    expect(readOptions({ issuer, audience, algorithm: 'HS256', secret: 'ü'.repeat(16) }).secret).toHaveLength(
      32,
    )
  })

  const invalid: [string, Record<string, unknown>][] = [
    ['issuer', { issuer: undefined }],
    ['issuer', { issuer: 'http://abc.eu.auth0.com/' }],
    ['issuer', { issuer: 'https://abc.eu.auth0.com/?a=b' }],
    ['issuer', { issuer: 'http://abc.eu.auth0.com/', algorithm: 'HS256', secret }],
    ['audience', { audience: undefined }],
    ['audience', { audience: '' }],
    ['audience', { audience: '  ' }],
    ['audience', { audience: [audience] }],
    ['algorithm', { algorithm: 'none' }],
    ['algorithm', { algorithm: 'RS512' }],
    ['secret', { secret }],
    ['secret', { algorithm: 'HS256' }],
    ['secret', { algorithm: 'HS256', secret: '' }],
    ['secret', { algorithm: 'HS256', secret: secret.slice(1) }],
    ['jwksUri', { algorithm: 'HS256', secret, jwksUri: 'https://abc.eu.auth0.com/jwks' }],
    ['jwksUri', { jwksUri: 'http://abc.eu.auth0.com/jwks' }],
    ['jwksUri', { jwksUri: '/jwks' }],
    ['jwksAllowHttp', { jwksAllowHttp: true }],
    ['identityClaim', { identityClaim: '' }],
    ['emailClaim', { emailClaim: '' }],
    ['machineClientIds', { machineClientIds: 'm2m' }],
    ['machineClientIds', { machineClientIds: [''] }],
    ['machineClientIds', { machineClientIds: ['=8f2c6d'] }],
    ['machineClientIds', { machineClientIds: ['m2m='] }],
    ['clockToleranceSeconds', { clockToleranceSeconds: 61 }],
    ['clockToleranceSeconds', { clockToleranceSeconds: -1 }],
    ['clockToleranceSeconds', { clockToleranceSeconds: Number.NaN }],
    ['cacheSize', { cacheSize: -1 }],
    ['cacheSize', { cacheSize: 1.5 }],
    ['cacheSize', { cacheSize: Number.POSITIVE_INFINITY }],
    ['jwksMaxAgeSeconds', { jwksMaxAgeSeconds: 601 }],
    ['jwksMaxAgeSeconds', { jwksMaxAgeSeconds: 0 }],
    ['jwksCooldownSeconds', { jwksCooldownSeconds: 31 }],
    ['jwksTimeoutMs', { jwksTimeoutMs: 0 }],
    ['jwksTimeoutMs', { jwksTimeoutMs: 1.5 }],
  ]
  it.each(invalid)('names %s if it is invalid: %j', (name, options) => {
    const read = () => readOptions({ issuer, audience, ...options } as TokenVerifierOptions)
    expect(read).toThrow(TypeError)
    expect(read).toThrow(new RegExp(`^${name} `))
  })

  it('never quotes a secret', () => {
    for (const options of [{ secret }, { algorithm: 'HS256', secret: 'hunter2' }] as const) {
      expect(() => readOptions({ issuer, audience, ...options })).toThrow(/^(?!.*(hunter2|0123)).*$/)
    }
  })
})
