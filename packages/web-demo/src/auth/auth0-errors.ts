import type { Auth0Error } from 'auth0-js'
import { AuthError, type AuthErrorCode } from 'timesheets-sdk/auth'

const codes: Readonly<Record<string, AuthErrorCode>> = {
  login_required: 'login_required',
  consent_required: 'consent_required',
  interaction_required: 'interaction_required',
  account_selection_required: 'interaction_required',
  access_denied: 'access_denied',
  unauthorized: 'access_denied',
  invalid_scope: 'invalid_scope',
  invalid_target: 'invalid_target',
  unauthorized_client: 'unauthorized_client',
  timeout: 'issuer_unreachable',
  request_error: 'issuer_unreachable',
  server_error: 'issuer_unreachable',
  temporarily_unavailable: 'issuer_unreachable',
}

/**
 * Converts an error of auth0-js to the SDK's. The original is not kept as the cause: it holds request and
 * response.
 */
export function authErrorOf(error: Auth0Error): AuthError {
  const issuerError = error.error ?? error.code ?? 'unknown'
  const description = error.errorDescription ?? error.error_description ?? error.description ?? ''
  const code =
    issuerError === 'invalid_token' ? codeOfInvalidToken(description) : (codes[issuerError] ?? 'refused')
  return new AuthError(
    code,
    `The issuer has not signed in (${issuerError}${description && `: ${description}`}).`,
    {
      issuerError,
    },
  )
}

/** auth0-js uses this code for every error that it detects; only the message distinguishes them. */
function codeOfInvalidToken(description: string): AuthErrorCode {
  if (description.includes('state')) return 'state_mismatch'
  if (/current time ".*" is (after|before)/.test(description)) return 'clock_skew'
  if (/claim|signature|algorithm|decoded|at_hash/i.test(description)) return 'invalid_id_token'
  // The remaining case: the issuer's keys could not be fetched.
  return 'issuer_unreachable'
}
