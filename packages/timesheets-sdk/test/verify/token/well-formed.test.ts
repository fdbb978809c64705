import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidTokenError } from '../../../src/verify/errors.ts'
import { isOfTokenSize, parseToken } from '../../../src/verify/token/well-formed.ts'
import { base64url, forge, thrownBy } from '../support/tokens.ts'

const header = { alg: 'RS256' }
const claims = { sub: 'auth0|1' }

describe('parseToken', () => {
  it('decodes a token', () => {
    expect(parseToken(forge(header, claims))).toEqual({ header, claims })
  })

  it('leaves a missing signature to the algorithm check', () => {
    expect(parseToken(forge(header, claims, ''))).toEqual({ header, claims })
  })

  const encode = (part: string | Uint8Array) => `${base64url('{}')}.${base64url(part)}.c2ln`
  const malformed: [string, unknown][] = [
    ['an empty string', ''],
    ['a number', 42],
    ['undefined', undefined],
    ['one part', 'abc'],
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.c2ln.c2ln'],
    ['an encrypted token', 'e30.e30.e30.e30.e30'],
    ['an empty header', '.e30.c2ln'],
    ['an empty payload', 'e30..c2ln'],
    ['a trailing space', `${forge(header, claims)} `],
    ['a trailing line break', `${forge(header, claims)}\n`],
    ['padding', 'e30=.e30.c2ln'],
    ['the alphabet of base64', forge(header, claims, 'a+/b')],
    ['a non-ASCII letter', forge(header, claims, 'c2lń')],
    ['an impossible base64url length', forge(header, claims, 'abcde')],
    ['leftover bits in the signature', forge(header, claims, 'c2lnbf')],
    ['leftover bits in the payload', 'e30.e31.c2ln'.replace('e31', 'bnVsbB')],
    ['a payload that is not JSON', encode('not JSON')],
    ['a payload that is an array', encode('[]')],
    ['a payload that is a string', encode('"x"')],
    ['a payload that is null', encode('null')],
    ['a payload that is not UTF-8', encode(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['a byte order mark', encode('\uFEFF{}')],
    ['a header that is an array', `${base64url('[]')}.e30.c2ln`],
    ['a header that is not JSON', `${base64url('alg')}.e30.c2ln`],
    ['more than 16,384 characters', forge(header, { ...claims, note: 'x'.repeat(13_000) })],
  ]
  it.each(malformed)('rejects %s', (_title, token) => {
    expect(thrownBy(() => parseToken(token as string))).toMatchObject({
      code: 'invalid_token',
      reason: 'malformed',
    })
  })

  it('never quotes the token', () => {
    const { message, cause } = thrownBy(() => parseToken(encode('hunter2 is not JSON'))) as InvalidTokenError
    expect(message).toBe('The access token has a payload that is not JSON')
    expect(cause).toBeUndefined()
  })

  it('throws only InvalidTokenError for any input', () => {
    const part = fc.oneof(fc.string(), fc.json().map(base64url), fc.uint8Array().map(base64url))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(part).map((parts) => parts.join('.')),
        ),
        (token) => {
          try {
            parseToken(token)
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidTokenError)
          }
        },
      ),
    )
  })

  it('decodes every JSON object', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 })
    fc.assert(
      fc.property(object, (content) => {
        const expected = JSON.parse(JSON.stringify(content))
        expect(parseToken(forge(header, content)).claims).toEqual(expected)
      }),
    )
  })
})

describe('isOfTokenSize', () => {
  it('is true up to 16,384 characters', () => {
    expect(isOfTokenSize('x'.repeat(16_384))).toBe(true)
    expect(isOfTokenSize('x'.repeat(16_385))).toBe(false)
    expect(isOfTokenSize(null)).toBe(false)
  })
})
