import { describe, expect, it } from 'vitest'
import { describeToken } from '../../../src/verify/token/verified-token.ts'
import { thrownBy } from '../support/tokens.ts'

const email = 'https://api.exampleco.com/email'
const names = { identityClaim: 'sub', emailClaim: email, machineClients: new Map<string, undefined>() }
const describeClaims = (claims: Record<string, unknown>, changes = {}) =>
  describeToken(
    claims,
    { subject: String(claims.sub), expiresAtSeconds: 100, boundKey: null },
    { ...names, ...changes },
  )

describe('describeToken', () => {
  it('describes a person', () => {
    const claims = { sub: 'auth0|1', azp: 'spa', scope: 'read:timesheets', [email]: 'ann@abc.example' }
    expect(describeClaims(claims)).toEqual({
      subject: 'auth0|1',
      identity: 'auth0|1',
      clientId: 'spa',
      isMachine: false,
      scopes: new Set(['read:timesheets']),
      email: 'ann@abc.example',
      expiresAtSeconds: 100,
      boundKey: null,
      claims,
    })
  })

  it('describes a machine client, which has no identity', () => {
    const claims = { sub: 'm2m@clients', gty: 'client-credentials', permissions: ['create:timesheets'] }
    expect(describeClaims(claims)).toEqual({
      subject: 'm2m@clients',
      identity: null,
      clientId: 'm2m',
      isMachine: true,
      scopes: new Set(['create:timesheets']),
      email: null,
      expiresAtSeconds: 100,
      boundKey: null,
      claims,
    })
  })

  it('identifies a person by the configured claim', () => {
    const claims = { sub: 'auth0|1', [email]: 'ann@abc.example' }
    expect(describeClaims(claims, { identityClaim: email })).toMatchObject({
      subject: 'auth0|1',
      identity: 'ann@abc.example',
    })
  })

  it('does not require that claim of a machine client', () => {
    const claims = { sub: 'm2m@clients', gty: 'client-credentials' }
    expect(describeClaims(claims, { identityClaim: email })).toMatchObject({
      identity: null,
      isMachine: true,
    })
  })

  it('rejects a person’s token that does not identify them', () => {
    const rejected = (claims: object) =>
      thrownBy(() => describeClaims({ sub: 'auth0|1', ...claims }, { identityClaim: email }))
    expect(rejected({})).toMatchObject({
      reason: 'missing_claim',
      message: `The access token has no ${email} claim, which identifies the caller`,
    })
    expect(rejected({ [email]: '' })).toMatchObject({ reason: 'bad_claim' })
    expect(rejected({ [email]: 'me' })).toMatchObject({ reason: 'bad_claim' })
    expect(rejected({ [email]: ['ann@abc.example'] })).toMatchObject({ reason: 'bad_claim' })
  })

  it.each(['ann@abc.example ', '\tann', 'a\u0000nn', 'ann\ud800', 'a'.repeat(256), 'ann\n'])(
    'rejects the identity %j, which is not a valid userId',
    (identity) => {
      expect(
        thrownBy(() => describeClaims({ sub: 'auth0|1', [email]: identity }, { identityClaim: email })),
      ).toMatchObject({ reason: 'bad_claim' })
    },
  )

  it.each([false, 'false'])('rejects an e-mail identity with email_verified %j', (email_verified) => {
    const claims = { sub: 'auth0|1', email: 'ann@abc.example' }
    const byEmail = { identityClaim: 'email' }
    expect(thrownBy(() => describeClaims({ ...claims, email_verified }, byEmail))).toMatchObject({
      reason: 'bad_claim',
    })
    expect(describeClaims({ ...claims, email_verified: true }, byEmail).identity).toBe('ann@abc.example')
    expect(describeClaims(claims, byEmail).identity).toBe('ann@abc.example')
    expect(describeClaims({ ...claims, email_verified }).identity).toBe('auth0|1')
  })

  it('does not quote the claim', () => {
    const error = thrownBy(() => describeClaims({ sub: 'x', [email]: 'hunter2 ' }, { identityClaim: email }))
    expect((error as Error).message).not.toContain('hunter2')
  })

  it('ignores a malformed e-mail address', () => {
    expect(describeClaims({ sub: 'auth0|1', [email]: 1 }).email).toBeNull()
    expect(describeClaims({ sub: 'auth0|1', [email]: '' }).email).toBeNull()
    expect(describeClaims({ sub: 'auth0|1', [email]: 'ann' }).email).toBeNull()
    expect(describeClaims({ sub: 'auth0|1', [email]: 'ann@\ud800' }).email).toBeNull()
    expect(describeClaims({ sub: 'auth0|1', [email]: 'ann\u0000@abc.example' }).email).toBeNull()
  })

  it('is deeply frozen, since requests share it', () => {
    const token = describeClaims({ sub: 'auth0|1', scope: 'a', org: { units: ['x'] } })
    const { units } = token.claims.org as { units: string[] }
    expect(() => Object.assign(token, { isMachine: true })).toThrow(TypeError)
    expect(() => (token.scopes as Set<string>).add('approve:timesheets')).toThrow(TypeError)
    expect(() => units.push('y')).toThrow(TypeError)
  })
})
