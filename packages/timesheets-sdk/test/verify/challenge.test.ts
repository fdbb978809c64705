import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challenge } from '../../src/verify/challenge.ts'

describe('challenge', () => {
  it('contains only the realm if no token was sent', () => {
    expect(challenge()).toBe('Bearer realm="timesheets"')
  })

  it('says why a token was rejected', () => {
    expect(
      challenge({ error: 'invalid_token', errorDescription: 'The access token has expired (exp)' }),
    ).toBe(
      'Bearer realm="timesheets", error="invalid_token", error_description="The access token has expired (exp)"',
    )
  })

  it('says which scope is missing', () => {
    expect(challenge({ error: 'insufficient_scope', scopes: ['read:timesheets', 'create:timesheets'] })).toBe(
      'Bearer realm="timesheets", error="insufficient_scope", scope="read:timesheets create:timesheets"',
    )
  })

  it('contains the URL of the metadata', () => {
    const resourceMetadata = 'https://api.abc.example/.well-known/oauth-protected-resource'
    expect(challenge({ realm: 'payroll', resourceMetadata })).toBe(
      `Bearer realm="payroll", resource_metadata="${resourceMetadata}"`,
    )
  })

  it('omits empty values', () => {
    expect(challenge({ errorDescription: '', scopes: [] })).toBe('Bearer realm="timesheets"')
  })

  it('never lets a value break out of its quotes or into the next header', () => {
    expect(challenge({ errorDescription: 'a", error="x\\\r\nSet-Cookie: é' })).toBe(
      'Bearer realm="timesheets", error_description="a?, error=?x???Set-Cookie: ?"',
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = challenge({
          realm: text,
          errorDescription: text,
          scopes: [text],
          resourceMetadata: text,
        })
        expect(value).toMatch(/^Bearer (?:[a-z_]+="[\x20\x21\x23-\x5B\x5D-\x7E]+"(?:, |$))*$/)
      }),
    )
  })
})
