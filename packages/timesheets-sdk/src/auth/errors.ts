/** The kind of a failure, by who has to act on it. */
export type AuthErrorKind = 'not_authorized' | 'unreachable' | 'misconfigured' | 'unusable_answer' | 'aborted'

const kindOfCode = {
  /** The issuer does not know the client, or not with these credentials. */
  invalid_client: 'not_authorized',
  /** The issuer knows the client and refuses it a token. Auth0 says so of a wrong secret or audience, too. */
  access_denied: 'not_authorized',
  /** The client may not use this grant. */
  unauthorized_client: 'not_authorized',
  /** A scope is unknown, or not for this client. */
  invalid_scope: 'not_authorized',
  /** The audience or resource is unknown, or not for this client (RFC 8707). */
  invalid_target: 'not_authorized',
  /** The code, refresh token or assertion is not or no longer valid. */
  invalid_grant: 'not_authorized',
  /** Any other refusal; `issuerError` has the issuer's own word for it. */
  refused: 'not_authorized',
  /** The API refused a token that cannot be renewed. */
  token_rejected: 'not_authorized',
  /** Nobody is signed in, or somebody else is than before: the person has to sign in. */
  sign_in_required: 'not_authorized',
  /** The person did not confirm the sign-in in time. */
  sign_in_expired: 'not_authorized',
  /**
   * Asked without showing a page, the issuer finds nobody signed in (OpenID Connect Core 1.0 section
   * 3.1.2.6).
   */
  login_required: 'not_authorized',
  /** The person has not agreed to what the client asks for. */
  consent_required: 'not_authorized',
  /** The issuer has to ask the person something else. */
  interaction_required: 'not_authorized',
  /** No response, or only 429 and 5xx, after all attempts. */
  issuer_unreachable: 'unreachable',
  /** There is no metadata at the issuer's address, or they are another issuer's. */
  discovery_failed: 'misconfigured',
  /** `http:` somewhere else than on loopback. */
  insecure_issuer: 'misconfigured',
  /** The private key cannot sign client assertions. */
  invalid_key: 'misconfigured',
  /** Another option that cannot be used. */
  invalid_settings: 'misconfigured',
  /** The response is not a token response. */
  invalid_response: 'unusable_answer',
  /** An authorization response to no request that was made here. */
  state_mismatch: 'unusable_answer',
  /** An authorization response that was used before. */
  callback_used: 'unusable_answer',
  /** The ID token is not for this client and request, or not from this issuer. */
  invalid_id_token: 'unusable_answer',
  /** By the clock of this device an ID token that was just made has expired, or is not good yet. */
  clock_skew: 'misconfigured',
  /** The caller's signal. */
  aborted: 'aborted',
} as const satisfies Record<string, AuthErrorKind>

/** Stable names of what can go wrong; those of RFC 6749, RFC 8707 and OpenID Connect where they have one. */
export type AuthErrorCode = keyof typeof kindOfCode

export interface AuthErrorDetails {
  /** HTTP status of the issuer's response, if there was one. */
  readonly status?: number
  /** The `error` of the issuer's response (RFC 6749 section 5.2), unchanged. */
  readonly issuerError?: string
  /** How long the issuer asked to be left alone. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

const brand: unique symbol = Symbol.for('timesheets-sdk/AuthError')

/**
 * The one error of this folder. `message` says in plain words what is wrong and what to do next. Neither it
 * nor `cause` holds a secret, a token, a request or a response.
 */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  /** Marks the errors of every copy of this package, for {@link isAuthError}. */
  readonly [brand] = true
  readonly code: AuthErrorCode
  readonly status: number | undefined
  readonly issuerError: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: AuthErrorCode, message: string, details: AuthErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.status = details.status
    this.issuerError = details.issuerError
    this.retryAfterMs = details.retryAfterMs
  }

  /** The group that `code` belongs to: a command line makes its exit code of it. */
  get kind(): AuthErrorKind {
    return kindOfCode[this.code]
  }
}

/**
 * Whether a value is an {@link AuthError}, also one of another copy or version of this package in the same
 * program, which `instanceof` does not recognize.
 */
export function isAuthError(value: unknown): value is AuthError {
  return typeof value === 'object' && value !== null && brand in value
}

/**
 * Whether the issuer could not be reached, so that trying again later may help and changing a setting may
 * not.
 */
export function isUnreachable(error: unknown): boolean {
  return isAuthError(error) && error.kind === 'unreachable'
}

/**
 * Whether issuer or API refused, so that trying again does not help and someone has to grant or correct
 * something.
 */
export function isNotAuthorized(error: unknown): boolean {
  return isAuthError(error) && error.kind === 'not_authorized'
}
