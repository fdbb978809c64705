/** Why a webhook failed verification. */
export type WebhookVerificationErrorCode =
  /** One of the three header fields is missing or malformed. */
  | 'malformed_header'
  /** It was sent too long ago or is ahead of this machine's clock. It may be a replay. */
  | 'timestamp_out_of_tolerance'
  /** None of its signatures matches this body and one of the secrets. */
  | 'signature_mismatch'
  /** The signature is valid, but the body is not a Timesheets message. */
  | 'malformed_body'

/**
 * A webhook failed verification: respond with 400 and do nothing. The message contains no secret or
 * signature.
 */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly code: WebhookVerificationErrorCode

  constructor(code: WebhookVerificationErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
