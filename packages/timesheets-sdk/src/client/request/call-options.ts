import type { ApiResponseInfo } from './response-info.ts'

/** The options that every call takes. */
export interface CallOptions {
  /** Ends the call at once; whether the API has done it already is not known then. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds for one attempt, its response read; for an export, until more of it arrives. Default: the
   * client's. Where it is longer than the client's `giveUpAfterMs`, the call gives up after this time.
   */
  readonly timeoutMs?: number | undefined
  /**
   * Milliseconds for the whole call: its token, all attempts and the waits in between, also those that a 429
   * asks for. A wait that would end later is not begun. For a list, for each page. Default: the client's.
   */
  readonly totalTimeoutMs?: number | undefined
  /**
   * Called with the response that the call returns: its request id and rate limit, for instance. For a list,
   * with the response of each page.
   */
  readonly onResponse?: ((response: ApiResponseInfo) => void) | undefined
}
