import { type ClientOptions, createClient } from './core.ts'
import { type AxiosFetchOptions, axiosFetch } from './request/axios-fetch.ts'
import { type Absences, absences } from './resources/absences.ts'
import { type Entries, entries } from './resources/entries.ts'
import { type Events, events } from './resources/events.ts'
import { type Feed, feed } from './resources/feed.ts'
import { type GetMe, me } from './resources/me.ts'
import { type Newcomers, newcomers } from './resources/newcomers.ts'
import { type People, people } from './resources/people.ts'
import { type Periods, periods } from './resources/periods.ts'
import { type PolicyOfApi, policy } from './resources/policy.ts'
import { type Projects, projects } from './resources/projects.ts'
import { type Reminders, reminders } from './resources/reminders.ts'
import { type Reports, reports } from './resources/reports.ts'
import { type Webhooks, webhooks } from './resources/webhooks.ts'
import { type Weeks, weeks } from './resources/weeks.ts'

/** `adapter`, `httpAgent` and `httpsAgent` are for axios, and without effect beside an own `fetch`. */
export interface TimesheetsClientOptions extends Omit<ClientOptions, 'fetch'>, AxiosFetchOptions {
  /** Sends the requests. Default: axios, in Node with the proxies of the environment. */
  readonly fetch?: ClientOptions['fetch']
}

/**
 * The Timesheets API. Every method fails with {@link TimesheetsError} and takes {@link CallOptions} as its
 * last argument.
 */
export interface TimesheetsClient {
  /** Entries: list, log, change, push. */
  readonly entries: Entries
  /** Weeks: list, submit, approve. */
  readonly weeks: Weeks
  /** The event log. */
  readonly events: Events
  /** Endpoints that are told of events. */
  readonly webhooks: Webhooks
  /** Reports across people. */
  readonly reports: Reports
  /** Reminders of missing weeks. */
  readonly reminders: Reminders
  /** The people of the roster. */
  readonly people: People
  /** People who signed in and are not in the roster. */
  readonly newcomers: Newcomers
  /** When people are away. */
  readonly absences: Absences
  /** The calendar feed of a person. */
  readonly feed: Feed
  /** Months that are closed for payroll. */
  readonly periods: Periods
  /** The catalogue of projects. */
  readonly projects: Projects
  /** The caller as the API sees it: identity, scopes, person. */
  readonly me: GetMe
  /** The rules in force. */
  readonly policy: PolicyOfApi
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
 * const timesheets = createTimesheetsClient({ baseUrl: 'https://timesheets.example.com', tokenProvider })
 * for await (const entry of timesheets.entries.list()) console.log(entry.date, entry.hours)
 * ```
 *
 * @throws {TypeError} when `baseUrl` can't be used
 */
export function createTimesheetsClient(options: TimesheetsClientOptions): TimesheetsClient {
  return createClient(
    { ...options, fetch: options.fetch ?? axiosFetch(options) },
    {
      entries,
      weeks,
      events,
      webhooks,
      reports,
      reminders,
      people,
      newcomers,
      absences,
      feed,
      periods,
      projects,
      me,
      policy,
    },
  )
}
