import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClaims, isExpired } from '../../../src/verify/token/claims.ts'
import { AUDIENCE, NOW, personClaims, thrownBy } from '../support/tokens.ts'

const issuer = 'https://abc.eu.auth0.com/'
const expected = { issuer, audience: AUDIENCE, clockToleranceSeconds: 5 }
const check = (changes: Record<string, unknown>) =>
  checkClaims({ ...personClaims(issuer), ...changes }, expected, NOW)

describe('checkClaims', () => {
  it('returns subject and expiry', () => {
    expect(check({})).toEqual({
      subject: 'auth0|5f7c8ec7',
      expiresAtSeconds: NOW + 7200,
      boundKey: null,
    })
  })

  it.each<[string, Record<string, unknown>]>([
    ['an issuer without the trailing slash', { iss: 'https://abc.eu.auth0.com' }],
    ['an audience that is a string', { aud: AUDIENCE }],
    ['no iat', { iat: undefined }],
    ['an iat within the tolerance', { iat: NOW + 5 }],
    ['an iat long ago', { iat: 0 }],
    ['an nbf that is now', { nbf: NOW }],
    ['an nbf within the tolerance', { nbf: NOW + 5 }],
    ['times with fractions', { iat: NOW - 0.5, exp: NOW + 0.5 }],
    ['an exp within the tolerance', { exp: NOW - 4.999 }],
    ['an exp at the end of the year 9999', { exp: 253_402_300_799 }],
    ['a nonce where Keycloak calls the token a bearer token', { typ: 'Bearer', nonce: 'n-1' }],
  ])('accepts %s', (_title, changes) => {
    expect(() => check(changes)).not.toThrow()
  })

  // All other claims are in ../hostile; these depend on the issuer's name.
  it.each<[string, string, Record<string, unknown>]>([
    ['wrong_issuer', 'another issuer', { iss: 'https://xyz.eu.auth0.com/' }],
    ['wrong_issuer', 'an issuer with two trailing slashes', { iss: 'https://abc.eu.auth0.com//' }],
    ['wrong_issuer', 'an issuer in capitals', { iss: 'https://ABC.eu.auth0.com/' }],
    ['wrong_issuer', 'an issuer with the same prefix', { iss: 'https://abc.eu.auth0.com/evil/' }],
  ])('rejects with %s: %s', (reason, _title, changes) => {
    expect(thrownBy(() => check(changes))).toMatchObject({ name: 'InvalidTokenError', reason })
  })

  it('names the invalid claim without quoting its value', () => {
    expect(() => check({ exp: undefined })).toThrow('The access token has no exp claim')
    expect(() => check({ exp: 'hunter2' })).toThrow("The access token's exp claim is not a finite number")
    expect(() => check({ iss: 'hunter2' })).toThrow('The access token comes from another issuer (iss)')
  })

  it('throws only InvalidTokenError for claims of any form', () => {
    const names = ['iss', 'aud', 'exp', 'nbf', 'iat', 'sub', 'typ', 'token_use']
    const changes = fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(changes, (wrong) => {
        try {
          check(wrong)
        } catch (error) {
          expect(error).toHaveProperty('name', 'InvalidTokenError')
        }
      }),
    )
  })
})

describe('isExpired', () => {
  it('is true from exp plus the tolerance on', () => {
    expect(isExpired(100, 99.999, 0)).toBe(false)
    expect(isExpired(100, 100, 0)).toBe(true)
    expect(isExpired(100, 159.999, 60)).toBe(false)
    expect(isExpired(100, 160, 60)).toBe(true)
  })
})
