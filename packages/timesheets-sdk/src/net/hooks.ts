/** A request that is about to be sent. Headers and bodies are left out, as they hold tokens. */
export interface RequestInfo {
  readonly method: string
  readonly url: string
  /** Counts the attempts of one call, from 1. */
  readonly attempt: number
}

export interface ResponseInfo extends RequestInfo {
  readonly status: number
  /** From sending to the response, read to its end unless it is streamed. */
  readonly durationMs: number
  /** Names the request in the log of the server. */
  readonly requestId: string | undefined
}

export interface RetryInfo extends RequestInfo {
  /** The failure of the last attempt: its `message` and `code` hold no token. */
  readonly error: Error
  /** How long until the next attempt. */
  readonly delayMs: number
}

/** For logs and metrics. Errors that they throw are ignored. None is ever given a token. */
export interface HttpHooks<Request = RequestInfo, Response = ResponseInfo, Retry = RetryInfo> {
  readonly onRequest?: (request: Request) => void
  readonly onResponse?: (response: Response) => void
  readonly onRetry?: (retry: Retry) => void
}

/** Calls a hook, whatever becomes of it. */
export function tell<Info>(hook: ((info: Info) => void) | undefined, info: Info): void {
  try {
    hook?.(info)
  } catch {
    // A log that fails must not fail the call.
  }
}
