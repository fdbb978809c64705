import { AuthError, type AuthErrorCode } from '../errors.ts'
import { redact } from '../issuer/redact.ts'

/** The next step for each error that an authorization endpoint may return. */
const nextSteps = {
  login_required: 'Sign in.',
  consent_required: 'Sign in, and agree to what is asked.',
  interaction_required: 'Sign in.',
  access_denied: 'Sign in again, or ask an administrator of the issuer for access.',
  unauthorized_client: 'Allow this client the authorization code grant at the issuer.',
  invalid_scope: 'Ask for scopes that the issuer knows.',
  invalid_target: 'Check the audience, and that the issuer knows it for this client.',
} as const satisfies Partial<Record<AuthErrorCode, string>>

/** RFC 6749 section 4.1.2.1: not the person's fault, and gone by itself. */
const passingErrors: readonly string[] = ['temporarily_unavailable', 'server_error']

/**
 * The error of an authorization response (RFC 6749 section 4.1.2.1, OpenID Connect Core 1.0 section 3.1.2.6).
 * Its `state` must have been checked: anybody can make such an address.
 */
export function authorizationRefusal(issuer: string, response: URLSearchParams): AuthError {
  const issuerError = redact(response.get('error') ?? '')
  const description = redact(response.get('error_description') ?? '')
  const said = `(${issuerError}${description === '' ? '' : `: "${description}"`})`
  if (passingErrors.includes(issuerError)) {
    const message = `The issuer ${issuer} cannot sign anybody in now ${said}. Try again later.`
    return new AuthError('issuer_unreachable', message, { issuerError })
  }
  const code = codeOf(issuerError)
  const next = code === 'refused' ? 'Check the request at the issuer.' : nextSteps[code]
  return new AuthError(code, `The issuer ${issuer} has not signed in ${said}. ${next}`, { issuerError })
}

function codeOf(error: string): keyof typeof nextSteps | 'refused' {
  // The person has to choose or do something, by whatever name: only asking them helps.
  if (error === 'account_selection_required' || error === 'mfa_required') return 'interaction_required'
  // Auth0 says so of a blocked person, and of one whom a rule keeps out.
  if (error === 'unauthorized') return 'access_denied'
  return Object.hasOwn(nextSteps, error) ? (error as keyof typeof nextSteps) : 'refused'
}
