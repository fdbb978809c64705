export type OutboxErrorCode =
  /** Somebody else has signed in: the queue waits for its owner. */
  | 'other_owner'
  /** The storage holds something that this version cannot read. Nothing was overwritten. */
  | 'unreadable'
  /** The queue has no such change, or no entry that could be changed. */
  | 'unknown_change'
  /** The queue holds as many changes as it may. */
  | 'full'
  /** A setting is wrong, or the platform lacks something that can be passed in. */
  | 'misconfigured'

/** A failure of the queue itself. A rejection by the API is the `refusal` of a change instead. */
export class OutboxError extends Error {
  override readonly name = 'OutboxError'
  readonly code: OutboxErrorCode

  constructor(code: OutboxErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options)
    this.code = code
  }
}
