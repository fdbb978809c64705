import { describe, expect, it } from 'vitest'
import { InvalidTokenError, IssuerUnreachableError } from '../../src/verify/errors.ts'

describe('the errors of verify', () => {
  it('differ in class, name and code', () => {
    const cause = new Error('why')
    const invalid = new InvalidTokenError('expired', 'The access token has expired (exp)', { cause })
    expect(invalid).toBeInstanceOf(Error)
    expect(invalid).toMatchObject({
      name: 'InvalidTokenError',
      code: 'invalid_token',
      reason: 'expired',
      cause,
    })
    const unreachable = new IssuerUnreachableError('No keys', { cause })
    expect(unreachable).toMatchObject({ name: 'IssuerUnreachableError', code: 'issuer_unreachable', cause })
    expect(String(unreachable)).toBe('IssuerUnreachableError: No keys')
  })
})
