import type { TokenProvider } from '../auth/token-provider.ts'
import type { Me } from '../contract/me.ts'
import type { Policy, PolicyPatch } from '../model/policy.ts'
import { sleep } from '../net/sleep.ts'
import { parseBaseUrl } from './request/base-url.ts'
import { createCaller } from './request/call.ts'
import type { CallOptions } from './request/call-options.ts'
import { type RetryOptions, retryPolicy } from './request/retry.ts'
import { createTransport, type TransportOptions } from './request/transport.ts'
import { type Absences, createAbsences } from './resources/absences.ts'
import { createEntries, type Entries } from './resources/entries.ts'
import { createEvents, type Events } from './resources/events.ts'
import { createNewcomers, type Newcomers } from './resources/newcomers.ts'
import { createPeople, type People } from './resources/people.ts'
import { createProjects, type Projects } from './resources/projects.ts'
import { createReminders, type Reminders } from './resources/reminders.ts'
import { createReports, type Reports } from './resources/reports.ts'
import { createWebhooks, type Webhooks } from './resources/webhooks.ts'
import { createWeeks, type Weeks } from './resources/weeks.ts'

export interface TimesheetsClientOptions extends TransportOptions {
  /** Where the API is, as `https://api.example.com`; `http:` on this machine only. A path is kept. */
  readonly baseUrl: string
  /** Where tokens come from. A token that the API refuses is renewed once for each call. */
  readonly tokenProvider: TokenProvider
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

/**
 * The Timesheets API. Every method fails with {@link TimesheetsError} and takes {@link CallOptions}
 * as its last argument.
 */
export interface TimesheetsClient {
  readonly entries: Entries
  readonly weeks: Weeks
  readonly events: Events
  readonly webhooks: Webhooks
  readonly reports: Reports
  readonly reminders: Reminders
  readonly people: People
  readonly newcomers: Newcomers
  readonly absences: Absences
  readonly projects: Projects
  /** The caller as the API sees it: identity, scopes, person. */
  me(options?: CallOptions): Promise<Me>
  readonly policy: {
    /** The rules in force. */
    get(options?: CallOptions): Promise<Policy>
    /** Changes what the patch names; needs `manage:timesheets`. */
    update(patch: PolicyPatch, options?: CallOptions): Promise<Policy>
  }
}

/**
 * A client of the API at `baseUrl`, for Node and browsers. It keeps no state but connections; one serves a
 * whole program.
 *
 * Requests that fail on the way, or get 408, 429 or 5xx, are sent again where that is safe, with jittered
 * backoff and after `Retry-After`. Every POST has an `Idempotency-Key`, so that the API does it once.
 *
 * ```ts
 * import { createTimesheetsClient } from 'timesheets-sdk/client'
 *
 * const timesheets = createTimesheetsClient({ baseUrl: 'https://timesheets.example.com', tokenProvider }) for
 * await (const entry of timesheets.entries.list({ from: '2026-11-01' })) console.log(entry.date, entry.hours)
 * ```
 *
 * @throws {TypeError} when `baseUrl` can't be used
 */
export function createTimesheetsClient(options: TimesheetsClientOptions): TimesheetsClient {
  const baseUrl = parseBaseUrl(options.baseUrl)
  const timeoutMs = options.timeoutMs ?? 30_000
  const limits = { timeoutMs, totalTimeoutMs: options.totalTimeoutMs }
  const retry = retryPolicy(options.retry, timeoutMs)
  const caller = createCaller(createTransport(baseUrl, options), {
    baseUrl,
    randomUuid: options.randomUuid,
    tokenProvider: options.tokenProvider,
    retry,
    ...limits,
    now: options.now ?? Date.now,
    sleep: options.sleep ?? sleep,
  })
  return {
    entries: createEntries(caller, limits),
    weeks: createWeeks(caller),
    events: createEvents(caller, { sleep: options.sleep ?? sleep, unreachableDelayMs: retry.maxDelayMs }),
    webhooks: createWebhooks(caller),
    reports: createReports(caller, limits),
    reminders: createReminders(caller),
    people: createPeople(caller),
    newcomers: createNewcomers(caller),
    absences: createAbsences(caller),
    projects: createProjects(caller),
    async me(options) {
      return (await caller.call('getMe', {}, options)).value
    },
    policy: {
      async get(options) {
        return (await caller.call('getPolicy', {}, options)).value
      },
      async update(patch, options) {
        return (await caller.call('updatePolicy', { body: JSON.stringify(patch) }, options)).value
      },
    },
  }
}
