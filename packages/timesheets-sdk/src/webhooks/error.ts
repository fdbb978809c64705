/** Why a webhook is not to be trusted. */
export type WebhookVerificationErrorCode =
  /** One of the three header fields is missing or not of its form. */
  | 'malformed_header'
  /** It was sent too long ago, or is ahead of this machine's clock: perhaps somebody sends an old one again. */
  | 'timestamp_out_of_tolerance'
  /** None of its signatures was made with one of the secrets over this very body. */
  | 'signature_mismatch'
  /** The signature is right, and what was signed is no message of Timesheets. */
  | 'malformed_body'

/** A webhook that is not to be trusted: answer it with 400 and do nothing. The message holds no secret and no signature. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly code: WebhookVerificationErrorCode

  constructor(code: WebhookVerificationErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
