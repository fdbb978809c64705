import { AuthError, type AuthErrorCode } from 'timesheets-sdk/auth'

/** Stable codes of sign-in failures. `texts/sign-in.ts` has a text for each. */
export type SignInFailureCode =
  /** Nobody is signed in at the issuer, or not any longer. */
  | 'login_required'
  /** The issuer requires the person's consent. */
  | 'consent_required'
  /** The person cancelled, or the issuer denied access. */
  | 'access_denied'
  /** The clocks of this device and the issuer differ too much. */
  | 'clock_skew'
  | 'issuer_unreachable'
  /** The browser blocks the issuer's cookies or this page's storage. */
  | 'cookies_blocked'
  /** The response belongs to no request of this browser. */
  | 'state_mismatch'
  /** The response was used before: the page was reloaded or returned to. */
  | 'callback_used'
  /** The URL contains no response. */
  | 'callback_empty'
  | 'popup_blocked'
  /** Issuer, client id, audience or URLs do not fit together: an administrator must fix the settings. */
  | 'misconfigured'
  /** Signed out here, but possibly not at the issuer. */
  | 'sign_out_incomplete'
  | 'unexpected'

/** A failure to sign in or to stay signed in. `message` is for the console and contains no secret. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure'
  readonly code: SignInFailureCode
  /** The issuer's error code, if it sent one. */
  readonly issuerError: string | undefined

  constructor(
    code: SignInFailureCode,
    message: string,
    details: { issuerError?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.issuerError = details.issuerError
  }
}

const ofAuthErrors: Readonly<Partial<Record<AuthErrorCode, SignInFailureCode>>> = {
  login_required: 'login_required',
  sign_in_required: 'login_required',
  interaction_required: 'login_required',
  // The refresh token has ended.
  invalid_grant: 'login_required',
  consent_required: 'consent_required',
  access_denied: 'access_denied',
  clock_skew: 'clock_skew',
  issuer_unreachable: 'issuer_unreachable',
  state_mismatch: 'state_mismatch',
  callback_used: 'callback_used',
  invalid_client: 'misconfigured',
  unauthorized_client: 'misconfigured',
  invalid_scope: 'misconfigured',
  invalid_target: 'misconfigured',
  discovery_failed: 'misconfigured',
  insecure_issuer: 'misconfigured',
  invalid_settings: 'misconfigured',
  invalid_id_token: 'misconfigured',
}

/**
 * Shown to the person, so only what looks like a code: anybody can write a link whose fragment has an error,
 * and auth0-js reports that before it checks `state`.
 */
const errorCode = /^[\w.-]{1,60}$/

/** Converts any sign-in error to its stable code. */
export function failureOf(error: unknown): SignInFailure {
  if (error instanceof SignInFailure) return error
  if (!(error instanceof AuthError)) {
    return new SignInFailure('unexpected', error instanceof Error ? error.message : String(error), {
      cause: error,
    })
  }
  const { message } = error
  const issuerError = errorCode.test(error.issuerError ?? '') ? error.issuerError : undefined
  return new SignInFailure(ofAuthErrors[error.code] ?? 'unexpected', message, { issuerError, cause: error })
}

/** True if the person only has to sign in, which is no reason for an alarm. */
export function needsPerson({ code }: SignInFailure): boolean {
  return code === 'login_required' || code === 'consent_required'
}
