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
    expect(check({})).toEqual({ subject: 'auth0|5f7c8ec7', expiresAtSeconds: NOW + 7200 })
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

  it.each<[string, string, Record<string, unknown>]>([
    ['id_token', 'an ID token', { nonce: 'n' }],
    ['missing_claim', 'a missing iss', { iss: undefined }],
    ['bad_claim', 'an iss that is a list', { iss: [issuer] }],
    ['bad_claim', 'an iss that is null', { iss: null }],
    ['wrong_issuer', 'another issuer', { iss: 'https://xyz.eu.auth0.com/' }],
    ['wrong_issuer', 'an issuer with two trailing slashes', { iss: 'https://abc.eu.auth0.com//' }],
    ['wrong_issuer', 'an issuer in capitals', { iss: 'https://ABC.eu.auth0.com/' }],
    ['wrong_issuer', 'an issuer with the same prefix', { iss: 'https://abc.eu.auth0.com/evil/' }],
    ['missing_claim', 'a missing aud', { aud: undefined }],
    ['wrong_audience', 'another audience', { aud: 'https://api.abc.example/payroll' }],
    ['wrong_audience', 'an audience with an extra slash', { aud: `${AUDIENCE}/` }],
    ['wrong_audience', 'an empty list of audiences', { aud: [] }],
    ['wrong_audience', 'other audiences', { aud: ['a', 'b'] }],
    ['bad_claim', 'an aud that is a number', { aud: 1 }],
    ['bad_claim', 'an aud that contains a number', { aud: [AUDIENCE, 1] }],
    ['bad_claim', 'an aud that is an object', { aud: { 0: AUDIENCE, length: 1 } }],
    ['missing_claim', 'a missing exp', { exp: undefined }],
    ['bad_claim', 'an exp that is a string', { exp: `${NOW + 60}` }],
    ['bad_claim', 'an exp that is infinite', JSON.parse('{"exp":1e999}')],
    ['bad_claim', 'an exp that is null', { exp: null }],
    ['bad_claim', 'an exp beyond the range of dates', { exp: 8.64e12 + 1 }],
    ['bad_claim', 'an exp in the year 10000', { exp: 253_402_300_800 }],
    ['bad_claim', 'an exp in milliseconds', { exp: NOW * 1000 }],
    ['bad_claim', 'an iat beyond the range of dates', { iat: -1e300 }],
    ['bound_token', 'a token bound to a DPoP key', { cnf: { jkt: 'hunter2' } }],
    ['bound_token', 'a token bound to a certificate', { cnf: { 'x5t#S256': 'hunter2' } }],
    ['expired', 'an exp long ago', { exp: NOW - 3600 }],
    ['expired', 'an exp at the end of the tolerance', { exp: NOW - 5 }],
    ['expired', 'an exp before 1970', { exp: -1 }],
    ['not_yet_valid', 'an nbf in the future', { nbf: NOW + 6 }],
    ['bad_claim', 'an nbf that is infinite', JSON.parse('{"nbf":-1e999}')],
    ['bad_claim', 'an nbf that is a string', { nbf: '0' }],
    ['not_yet_valid', 'an iat in the future', { iat: NOW + 3600 }],
    ['bad_claim', 'an iat that is infinite', JSON.parse('{"iat":-1e999}')],
    ['bad_claim', 'an iat that is true', { iat: true }],
    ['missing_claim', 'a missing sub', { sub: undefined }],
    ['bad_claim', 'an empty sub', { sub: '' }],
    ['bad_claim', 'a sub that is a number', { sub: 7 }],
    ['bad_claim', 'a sub that is null', { sub: null }],
    ['bad_claim', 'a sub with half a surrogate pair', { sub: 'ann\ud800' }],
    ['bad_claim', 'a sub with NUL', { sub: 'ann\u0000' }],
    ['bad_claim', 'a sub with a space at its end', { sub: 'ann ' }],
    ['bad_claim', 'a sub of 256 characters', { sub: 'a'.repeat(256) }],
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
