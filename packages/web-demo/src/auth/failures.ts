import { AuthError, type AuthErrorCode } from 'timesheets-sdk/auth'

/** Stable names of what can go wrong with signing in. The texts are in `texts/sign-in.ts`, one for each. */
export type SignInFailureCode =
  /** Nobody is signed in at the issuer (any more). */
  | 'login_required'
  /** The person has to agree at the issuer first, and has not. */
  | 'consent_required'
  /** The person cancelled, or the issuer does not let them in. */
  | 'access_denied'
  /** The clocks of this device and the issuer differ too much. */
  | 'clock_skew'
  | 'issuer_unreachable'
  /** The browser keeps the issuer's cookies, or this page's storage, from it. */
  | 'cookies_blocked'
  /** The answer is to no question that this browser has asked. */
  | 'state_mismatch'
  /** The address of an answer that has been used already: reloaded, or gone back to. */
  | 'callback_used'
  /** There is no answer in the address. */
  | 'callback_empty'
  | 'popup_blocked'
  /** Issuer, client id, audience or addresses do not fit together: somebody who runs this has to act. */
  | 'misconfigured'
  /** Signed out here; whether the issuer knows is not known. */
  | 'sign_out_incomplete'
  | 'unexpected'

/** Why signing in, or staying signed in, has failed. `message` is for the console: no secret is in it. */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure'
  readonly code: SignInFailureCode
  /** What the issuer calls it, and its words, where it said something. */
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

/** Any error of signing in, by its stable name. */
export function failureOf(error: unknown): SignInFailure {
  if (error instanceof SignInFailure) return error
  if (!(error instanceof AuthError)) {
    return new SignInFailure('unexpected', error instanceof Error ? error.message : String(error), {
      cause: error,
    })
  }
  const { message, issuerError } = error
  return new SignInFailure(ofAuthErrors[error.code] ?? 'unexpected', message, { issuerError, cause: error })
}

/** Whether it only says that the person has to be asked: no reason to alarm them. */
export function needsPerson({ code }: SignInFailure): boolean {
  return code === 'login_required' || code === 'consent_required'
}
