import { AuthError, type AuthErrorCode } from '../errors.ts'
import { redact } from './redact.ts'

/** The client and the request, for messages. */
export interface TokenRequestContext {
  readonly issuer: string
  readonly clientId: string
  /** The target of the token: audience, resource. */
  readonly target: string
  readonly scope: string
  /** The credential to check when the client is not recognized; see `PreparedAuthentication`. */
  readonly credential: string
  /** Texts that no message may show. */
  readonly secrets: readonly string[]
  /** The instant by this machine's clock that the request was signed with, if it was. */
  readonly datedMs: number | undefined
}

/** The next step for each error of RFC 6749 section 5.2, RFC 8707 section 2 and Auth0. */
const nextSteps = {
  invalid_client: ({ credential }) => `Check the client id, and ${credential}.`,
  access_denied: ({ credential, target }) =>
    `Check ${credential}, and at the issuer that this client is authorized for ${target || 'the API'}.`,
  unauthorized_client: () => 'Allow this client this grant at the issuer.',
  invalid_scope: ({ scope }) => `Grant this client "${scope}" at the issuer, or ask for less.`,
  invalid_target: ({ target }) =>
    `Check the audience "${target}", and that the issuer knows it for this client.`,
  invalid_grant: () => 'Sign in again.',
} as const satisfies Partial<Record<AuthErrorCode, (context: TokenRequestContext) => string>>

/** RFC 6749 has these at the authorization endpoint only; some token endpoints send them with a 400. */
const passingErrors = ['temporarily_unavailable', 'server_error']

/**
 * The error of a token endpoint's response other than 200. One without an OAuth error in it, as a gateway's
 * or another server's would be, is `refused` with 401 and 403, and `invalid_response` otherwise.
 */
export async function refusalError(response: Response, context: TokenRequestContext): Promise<AuthError> {
  const body: unknown = await response.json().catch(() => undefined)
  const { status } = response
  const error = member(body, 'error', context)
  if (error === undefined || status < 400) {
    return new AuthError(
      status === 401 || status === 403 ? 'refused' : 'invalid_response',
      `The token endpoint of ${context.issuer} returned HTTP ${status} without an OAuth error. Check that this is the issuer.`,
      { status },
    )
  }
  const description = member(body, 'error_description', context)
  const said = `(${error}${description === undefined ? '' : `: "${description}"`})`
  if (passingErrors.includes(error)) {
    const message = `The issuer ${context.issuer} is unavailable ${said}. Try again later.`
    return new AuthError('issuer_unreachable', message, { status, issuerError: error })
  }
  const code = isKnown(error) ? error : 'refused'
  const usual = isKnown(error) ? nextSteps[error](context) : 'Check what this client may do at the issuer.'
  const next = `${clockFault(response, context)}${usual}`
  const who = `client "${context.clientId}"`
  return new AuthError(code, `The issuer ${context.issuer} gives ${who} no token ${said}. ${next}`, {
    status,
    issuerError: error,
  })
}

/** Issuers allow for a minute or less between the clocks. */
const longestSkewSeconds = 30

/** The first thing to do if the clocks are too far apart for a signed assertion or proof; else `''`. */
function clockFault(response: Response, { datedMs }: TokenRequestContext): string {
  // Not a number where one of them is unknown.
  const ahead = Math.round((Number(datedMs) - Date.parse(response.headers.get('date') ?? '')) / 1_000)
  if (!(Math.abs(ahead) > longestSkewSeconds)) return ''
  return `This machine's clock is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'fast' : 'slow'}: set it. `
}

function isKnown(error: string): error is keyof typeof nextSteps {
  return Object.hasOwn(nextSteps, error)
}

function member(body: unknown, name: string, { secrets }: TokenRequestContext): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' && value !== '' ? redact(value, secrets) : undefined
}
