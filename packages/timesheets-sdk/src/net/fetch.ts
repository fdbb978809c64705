/** The part of `RequestInit` that this SDK uses. */
export interface FetchInit {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** Never followed: a redirect could take credentials elsewhere. */
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

/** The part of `Response` that this SDK reads. */
export interface FetchResponse {
  readonly status: number
  readonly type?: string
  readonly headers: { get(name: string): string | null }
  /** Missing on platforms without streams, which have `text` alone. */
  readonly body?: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null
  text(): Promise<string>
}

/**
 * How requests are sent: the global `fetch` is such a function. The same one can be passed to the client, to
 * sign-in and to the token verifier. It rejects if there is no response, and when `signal` aborts.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>
