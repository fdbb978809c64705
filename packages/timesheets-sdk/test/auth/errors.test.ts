import { describe, expect, it } from 'vitest'
import { AuthError, isNotAuthorized, isUnreachable } from '../../src/auth/index.ts'

describe('AuthError', () => {
  it.each([
    ['invalid_client', 'not_authorized'],
    ['access_denied', 'not_authorized'],
    ['token_rejected', 'not_authorized'],
    ['issuer_unreachable', 'unreachable'],
    ['discovery_failed', 'misconfigured'],
    ['insecure_issuer', 'misconfigured'],
    ['invalid_key', 'misconfigured'],
    ['invalid_response', 'unusable_answer'],
    ['aborted', 'aborted'],
  ] as const)('%s is of kind %s', (code, kind) => {
    const error = new AuthError(code, 'words')
    expect(error.kind).toBe(kind)
    expect(isUnreachable(error)).toBe(kind === 'unreachable')
    expect(isNotAuthorized(error)).toBe(kind === 'not_authorized')
  })

  it('is an Error with a name, and a cause only where there is one', () => {
    expect(new AuthError('aborted', 'words')).toMatchObject({ name: 'AuthError', message: 'words' })
    expect('cause' in new AuthError('aborted', 'words')).toBe(false)
    expect(new AuthError('aborted', 'words', { cause: 'why' }).cause).toBe('why')
  })

  it('tells other errors apart', () => {
    expect(isUnreachable(new Error('ECONNREFUSED'))).toBe(false)
    expect(isNotAuthorized(undefined)).toBe(false)
  })
})
