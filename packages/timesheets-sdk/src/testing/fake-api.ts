import type { RequestHandler } from 'msw'
import { weekOf } from '../model/calendar.ts'
import type { Entry } from '../model/entry.ts'
import { defaultPolicy, type Policy, type PolicyPatch } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import type { Caller } from '../rules/caller.ts'
import { personCaller } from './callers.ts'
import { handlersFor } from './handlers.ts'
import { KeptAnswers } from './kept-answers.ts'
import { MemoryStore } from './memory-store.ts'
import { Writes } from './writes.ts'

export interface FakeTimesheetsApiOptions {
  /** Where the API pretends to be, as `https://api.example.com`. */
  readonly baseUrl: string
  /** What differs from the policy of a new database. */
  readonly policy?: PolicyPatch
  /**
   * Who is behind a bearer token; `undefined`: nobody, which is answered with 401. Default: any token is the person
   * `auth0|ada` with the scopes to read, create and delete.
   */
  readonly callerOf?: (token: string) => Caller | undefined
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

export interface FakeTimesheetsApi {
  /** For msw: `setupServer(...api.handlers)` in Node, `setupWorker(...api.handlers)` in browsers. */
  readonly handlers: readonly RequestHandler[]
  /** Everybody's entries, by date. */
  readonly entries: readonly Entry[]
  readonly policy: Policy
  /** Changes the policy without a request. */
  setPolicy(patch: PolicyPatch): void
  /** Submits, approves, ... a person's week (`2026-W48`, or a date in it) without a request. */
  setWeekStatus(userId: string, weekOrDate: string, status: WeekStatus): void
  /** Forgets all entries and weeks, and goes back to the policy of the start. */
  reset(): void
}

/**
 * The API of Timesheets as handlers for msw, in memory, for the tests of its clients. It judges by the rules that
 * the server judges by, and answers after the same contract: scopes, problems, entity tags, cursors, idempotency keys.
 * It does not look into tokens, and knows no rate limit.
 *
 * ```ts
 * import { setupServer } from 'msw/node'
 * import { createFakeTimesheetsApi } from 'timesheets-sdk/testing'
 *
 * const api = createFakeTimesheetsApi({ baseUrl: 'https://timesheets.test' })
 * const server = setupServer(...api.handlers)
 * ```
 */
export function createFakeTimesheetsApi(options: FakeTimesheetsApiOptions): FakeTimesheetsApi {
  const { callerOf = () => personCaller('auth0|ada'), now = Date.now } = options
  const store = new MemoryStore()
  const kept = new KeptAnswers()
  const reset = () => {
    store.clear()
    kept.clear()
    store.policy = { ...defaultPolicy, ...options.policy }
  }
  reset()
  const backend = { store, kept, writes: new Writes(store, now), callerOf, now }
  return {
    handlers: handlersFor(options.baseUrl.replace(/\/+$/, ''), backend),
    get entries() {
      return store.entries()
    },
    get policy() {
      return store.policy
    },
    setPolicy(patch) {
      store.policy = { ...store.policy, ...patch }
    },
    setWeekStatus(userId, weekOrDate, status) {
      const week = weekOrDate.includes('W') ? weekOrDate : weekOf(weekOrDate)
      store.setWeekStatus(userId, week, status)
    },
    reset,
  }
}
