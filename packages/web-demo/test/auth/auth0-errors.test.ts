import { expect, it } from 'vitest'
import { authErrorOf } from '../../src/auth/auth0-errors.ts'
import { failureOf } from '../../src/auth/failures.ts'

it.each([
  [{ error: 'login_required' }, 'login_required', 'login_required'],
  [{ error: 'consent_required' }, 'consent_required', 'consent_required'],
  [{ error: 'access_denied', errorDescription: 'User cancelled' }, 'access_denied', 'access_denied'],
  [{ error: 'timeout' }, 'issuer_unreachable', 'issuer_unreachable'],
  [{ error: 'invalid_target' }, 'invalid_target', 'misconfigured'],
  [
    { error: 'invalid_token', errorDescription: '`state` does not match.' },
    'state_mismatch',
    'state_mismatch',
  ],
  [
    {
      error: 'invalid_token',
      errorDescription:
        'Expiration Time (exp) claim error in the ID token; current time "Tue" is after expiration time "Mon"',
    },
    'clock_skew',
    'clock_skew',
  ],
  [
    { error: 'invalid_token', errorDescription: 'Nonce (nonce) claim value mismatch in the ID token' },
    'invalid_id_token',
    'misconfigured',
  ],
  [
    { error: 'invalid_token', errorDescription: 'Invalid ID token signature.' },
    'invalid_id_token',
    'misconfigured',
  ],
  [
    { error: 'invalid_token', errorDescription: 'Failed to fetch' },
    'issuer_unreachable',
    'issuer_unreachable',
  ],
  [{ error: 'rule_says_no' }, 'refused', 'unexpected'],
])('auth0-js’s %j is %s, and told as %s', (error, code, told) => {
  const failure = authErrorOf(error)
  expect(failure).toMatchObject({ code, issuerError: error.error })
  expect(failure.cause).toBeUndefined()
  expect(failureOf(failure)).toMatchObject({ code: told, issuerError: error.error })
})

it('a sentence in place of an error code, which anybody can put into a link, is not shown', () => {
  const failure = failureOf(authErrorOf({ error: 'Your account is locked. Call 0800 555' }))
  expect(failure).toMatchObject({ code: 'unexpected', issuerError: undefined })
})
