/** Why a token was rejected. Stable: log it, count it, test for it; show people the error's `message`. */
export type InvalidTokenReason =
  | 'missing'
  | 'malformed'
  | 'wrong_algorithm'
  | 'wrong_type'
  | 'critical_header'
  | 'id_token'
  | 'bound_token'
  | 'unbound_token'
  | 'ambiguous_caller'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'expired'
  | 'not_yet_valid'
  | 'missing_claim'
  | 'bad_claim'
  | 'unknown_key'
  | 'bad_signature'
  | 'bad_proof'
  | 'replayed_proof'
  | 'nonce_required'

/**
 * The request has no access token that this resource server accepts. The caller is at fault: respond with
 * 401.
 *
 * `message` is safe to show to the caller and to log: it contains no part of the token.
 */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError'
  readonly code = 'invalid_token'
  readonly reason: InvalidTokenReason

  constructor(reason: InvalidTokenReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/**
 * The authorization server's keys could not be fetched and none are cached, so no token can be verified. The
 * caller is not at fault: respond with 503. `cause` says what went wrong; `message` names the issuer and is
 * meant for the log.
 */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError'
  readonly code = 'issuer_unreachable'
}
