import type { TokenProvider } from '../auth/token-provider.ts'
import type { Fetch } from '../net/fetch.ts'
import { platformFetch } from '../net/platform-fetch.ts'
import { sleep } from '../net/sleep.ts'
import { defaultUserAgent } from '../net/user-agent.ts'
import { TimesheetsError } from './errors.ts'
import { parseBaseUrl } from './request/base-url.ts'
import { type ApiCaller, createCaller } from './request/call.ts'
import { type ClientHooks, deprecationReporter } from './request/response-info.ts'
import { type RetryOptions, retryPolicy } from './request/retry.ts'
import { createTransport } from './request/transport.ts'

export interface ClientOptions {
  /** Where the API is, as `https://api.example.com`; `http:` on this machine only. A path is kept. */
  readonly baseUrl: string
  /** Where tokens come from. A token that the API refuses is renewed once for each call. */
  readonly tokenProvider: TokenProvider
  /**
   * Sends the requests. Default: the global `fetch`, in Node with the proxies of the environment.
   */
  readonly fetch?: Fetch
  /** Default: the name and version of this SDK. Leave it out in browsers: not all of them may send it. */
  readonly userAgent?: string
  /**
   * Milliseconds for one attempt, its response read; for an export, until more of it arrives. Default 30,000.
   */
  readonly timeoutMs?: number
  /**
   * Milliseconds for a whole call, with its token, all attempts and all waits. Default: no limit beside those
   * of `retry`.
   */
  readonly totalTimeoutMs?: number
  readonly retry?: RetryOptions
  /** For logs and metrics: requests, responses, retries, deprecations. */
  readonly hooks?: ClientHooks
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /**
   * Makes the idempotency key of a POST. Default: the platform's `crypto.randomUUID`, or a UUID of its
   * `crypto.getRandomValues`. React Native has neither: pass expo-crypto's `randomUUID` there.
   */
  readonly randomUuid?: () => string
  /**
   * Waits between attempts: resolves after `ms` milliseconds, or as soon as `signal` aborts. Default: a
   * timer.
   */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** The parts of a client that its nouns share. */
export interface NounContext {
  readonly caller: ApiCaller
  readonly timeoutMs: number
  readonly totalTimeoutMs: number | undefined
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Milliseconds to wait before the next request to an API that could not be reached, retries included. */
  readonly unreachableDelayMs: number
}

/** A part of the API, such as `entries` of `timesheets-sdk/client/entries`. */
export type Noun<Methods> = (context: NounContext) => Methods

/**
 * A client of the API at `baseUrl` with the given nouns alone, for a page that loads no more than it uses.
 * Otherwise it is that of `createTimesheetsClient`, without axios.
 *
 * ```ts
 * import { createClient } from 'timesheets-sdk/client/core'
 * import { entries } from 'timesheets-sdk/client/entries'
 * import { weeks } from 'timesheets-sdk/client/weeks'
 *
 * const timesheets = createClient({ baseUrl, tokenProvider }, { entries, weeks })
 * ```
 *
 * @throws {TypeError} when `baseUrl` can't be used
 */
export function createClient<Nouns extends Readonly<Record<string, Noun<unknown>>>>(
  options: ClientOptions,
  nouns: Nouns,
): { readonly [Name in keyof Nouns]: ReturnType<Nouns[Name]> } {
  const { timeoutMs = 30_000, totalTimeoutMs, hooks = {}, sleep: wait = sleep, fetch } = options
  const baseUrl = parseBaseUrl(options.baseUrl)
  const retry = retryPolicy(options.retry, timeoutMs)
  const caller = createCaller(createTransport(fetch ?? platformFetch(missingFetch)), {
    baseUrl,
    userAgent: options.userAgent ?? defaultUserAgent(),
    randomUuid: options.randomUuid,
    tokenProvider: options.tokenProvider,
    retry,
    timeoutMs,
    totalTimeoutMs,
    hooks,
    reportDeprecation: deprecationReporter(hooks.onDeprecation),
    now: options.now ?? Date.now,
    sleep: wait,
  })
  const context: NounContext = {
    caller,
    timeoutMs,
    totalTimeoutMs,
    sleep: wait,
    unreachableDelayMs: retry.maxDelayMs,
  }
  const client = Object.entries(nouns).map(([name, noun]) => [name, noun(context)])
  return Object.fromEntries(client) as { readonly [Name in keyof Nouns]: ReturnType<Nouns[Name]> }
}

function missingFetch(): TimesheetsError {
  return new TimesheetsError(
    'misconfigured',
    'This platform has no fetch. Pass the option fetch: a function like the global one.',
  )
}

export type { TokenProvider } from '../auth/token-provider.ts'
export { OptionError } from '../net/option-error.ts'
export { isTimesheetsError, TimesheetsError } from './errors.ts'
