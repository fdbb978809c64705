import { describe, expect, it } from 'vitest'
import { lifetimeSeconds } from '../../../src/auth/issuer/token-lifetime.ts'

const NOW_SECONDS = 1_800_000_000
const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`

describe('lifetimeSeconds', () => {
  it.each([
    ['expires_in above all', jwt({ exp: NOW_SECONDS + 10 }), 7200, 7200],
    ['the span from iat to exp, whatever the time here', jwt({ iat: 1000, exp: 1600 }), undefined, 600],
    ['exp by the clock here where there is no iat', jwt({ exp: NOW_SECONDS + 90 }), undefined, 90],
    ['nothing for a JWT that has ended', jwt({ exp: NOW_SECONDS - 90 }), undefined, 0],
    ['five minutes for a JWT without exp', jwt({ sub: 'ünïcödé' }), undefined, 300],
    ['five minutes for an exp that is not a number', jwt({ exp: 'soon' }), undefined, 300],
    ['five minutes for an opaque token', 'opaque', undefined, 300],
    ['five minutes for what only looks like a JWT', 'a.b.c', undefined, 300],
    ['five minutes for a JWT of no object', jwt(null), undefined, 300],
  ])('takes %s', (_title, token, expiresIn, expected) => {
    expect(lifetimeSeconds(token, expiresIn, NOW_SECONDS * 1000)).toBe(expected)
  })
})
