import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidTokenError } from '../../../src/verify/errors.ts'
import { readBearerToken } from '../../../src/verify/token/bearer.ts'
import { thrownBy } from '../support/tokens.ts'

describe('readBearerToken', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER abc', 'abc'],
    ['Bearer    abc', 'abc'],
    ['Bearer aA0-._~+/==', 'aA0-._~+/=='],
  ])('reads %j', (header, token) => {
    expect(readBearerToken(header)).toBe(token)
  })

  it.each([undefined, '', 'Basic YTpi', 'abc', 'Bearerabc', 'DPoP abc', ' Bearer abc'])(
    'reports a missing token in %j',
    (header) => {
      expect(thrownBy(() => readBearerToken(header))).toMatchObject({
        code: 'invalid_token',
        reason: 'missing',
      })
    },
  )

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a,b',
    'Bearer a, Bearer b',
    'Bearer abc ',
    'Bearer abc\n',
    'Bearer "abc"',
    'Bearer =abc',
    'Bearer ab=c',
    'Bearer äbc',
    'Bearer a\tb',
  ])('rejects %j as malformed', (header) => {
    expect(thrownBy(() => readBearerToken(header))).toMatchObject({
      code: 'invalid_token',
      reason: 'malformed',
    })
  })

  it('throws only InvalidTokenError and never quotes the header', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12 }),
        fc.constantFrom('', 'Bearer ', 'bearer  ', 'Basic '),
        (rest, scheme) => {
          try {
            expect(readBearerToken(scheme + rest)).not.toMatch(/\s/)
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidTokenError)
            expect((error as Error).message).not.toContain(rest)
          }
        },
      ),
    )
  })
})
