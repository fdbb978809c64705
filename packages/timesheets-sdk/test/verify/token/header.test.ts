import { describe, expect, it } from 'vitest'
import { checkHeader } from '../../../src/verify/token/header.ts'
import { thrownBy } from '../support/tokens.ts'

describe('checkHeader', () => {
  it.each([undefined, 'JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/At+Jwt'])(
    'accepts typ %s',
    (typ) => {
      expect(checkHeader({ alg: 'RS256', typ }, 'RS256')).toBeUndefined()
    },
  )

  it('returns the key id', () => {
    expect(checkHeader({ alg: 'HS256', kid: 'k1' }, 'HS256')).toBe('k1')
  })

  it('ignores keys and key URLs in the token', () => {
    const header = {
      alg: 'RS256',
      jku: 'https://evil.example',
      x5u: 'https://evil.example',
      jwk: {},
      x5c: [],
    }
    expect(checkHeader(header, 'RS256')).toBeUndefined()
  })

  it.each([
    undefined,
    null,
    'none',
    'None',
    'HS256',
    'RS384',
    'RS512',
    'PS256',
    'ES256',
    'rs256',
    ['RS256'],
    1,
  ])('rejects algorithm %j if RS256 is configured', (alg) => {
    expect(thrownBy(() => checkHeader({ alg }, 'RS256'))).toMatchObject({ reason: 'wrong_algorithm' })
  })

  it('rejects RS256 if HS256 is configured', () => {
    expect(thrownBy(() => checkHeader({ alg: 'RS256' }, 'HS256'))).toMatchObject({
      reason: 'wrong_algorithm',
    })
  })

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'application/jwt', 'id+jwt', '', null, 1, ['JWT']])(
    'rejects typ %j',
    (typ) => {
      expect(thrownBy(() => checkHeader({ alg: 'RS256', typ }, 'RS256'))).toMatchObject({
        reason: 'wrong_type',
      })
    },
  )

  it.each([['exp'], ['b64'], [], null, 'exp'])('rejects every critical extension: %j', (crit) => {
    const header = { alg: 'RS256', crit, b64: false, exp: 1 }
    expect(thrownBy(() => checkHeader(header, 'RS256'))).toMatchObject({ reason: 'critical_header' })
  })

  it.each([1, null, {}, ['k1']])('rejects a key id that is not a string: %j', (kid) => {
    expect(thrownBy(() => checkHeader({ alg: 'RS256', kid }, 'RS256'))).toMatchObject({ reason: 'malformed' })
  })
})
