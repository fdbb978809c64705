import type { RequestHandler } from 'msw'
import type { Absence } from '../model/absence.ts'
import { weekOf } from '../model/calendar.ts'
import { type NewProject, newProjectSchema, type Project, projectFrom } from '../model/catalogue.ts'
import type { Entry } from '../model/entry.ts'
import type { Event } from '../model/event.ts'
import { type Newcomer, type NewPerson, newPersonSchema, type Person, personFrom } from '../model/person.ts'
import { defaultPolicy, type Policy, type PolicyPatch } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import type { Caller } from '../rules/access.ts'
import { personCaller } from './callers.ts'
import { handlersFor } from './handlers.ts'
import { KeptAnswers } from './kept-answers.ts'
import type { SentReminder } from './memory-reminders.ts'
import { MemoryStore } from './memory-store.ts'

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
  /** `false`: as an API that has no mail server, which sends no reminders. Default `true`. */
  readonly reminders?: boolean
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

export interface FakeTimesheetsApi {
  /** For msw: `setupServer(...api.handlers)` in Node, `setupWorker(...api.handlers)` in browsers. */
  readonly handlers: readonly RequestHandler[]
  /** Everybody's entries, by date. */
  readonly entries: readonly Entry[]
  /** What was changed by requests, first to last. */
  readonly events: readonly Event[]
  /** The reminders that were sent, first to last. */
  readonly reminders: readonly SentReminder[]
  readonly policy: Policy
  /** Changes the policy without a request. */
  setPolicy(patch: PolicyPatch): void
  /** Submits, approves, ... a person's week (`2026-W48`, or a date in it) without a request. */
  setWeekStatus(userId: string, weekOrDate: string, status: WeekStatus): void
  /** The roster. */
  readonly people: readonly Person[]
  readonly newcomers: readonly Newcomer[]
  readonly absences: readonly Absence[]
  readonly projects: readonly Project[]
  /** Puts a person into the roster without a request: an employee of 40 hours, but for what is said. */
  addPerson(userId: string, content?: Partial<NewPerson>): Person
  /** Records an absence, `from` and `to` included, without a request. */
  addAbsence(userId: string, from: string, to: string): void
  /** Puts a project into the catalogue without a request. */
  addProject(code: string, content?: Partial<NewProject>): Project
  /** Forgets all entries, weeks, people and projects, and goes back to the policy of the start. */
  reset(): void
}

const somebody = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2000-01-01' } as const

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
  const { now = Date.now } = options
  const store = new MemoryStore()
  const kept = new KeptAnswers()
  const reset = () => {
    store.clear()
    kept.clear()
    store.policy = { ...defaultPolicy, ...options.policy }
  }
  reset()
  const callerOf = (token: string) => {
    const caller = options.callerOf ? options.callerOf(token) : personCaller('auth0|ada')
    if (caller?.userId != null) {
      const { userId, clientId: client } = caller
      store.roster.note({ userId, email: null, firstSeenAt: new Date(now()).toISOString(), client })
    }
    return caller
  }
  const backend = { store, kept, callerOf, hasReminders: options.reminders ?? true, now }
  return {
    handlers: handlersFor(options.baseUrl.replace(/\/+$/, ''), backend),
    get entries() {
      return store.entries()
    },
    get events() {
      return store.events.all()
    },
    get reminders() {
      return store.reminders.sent
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
    get people() {
      return store.roster.people()
    },
    get newcomers() {
      return store.roster.newcomers()
    },
    get absences() {
      return store.roster.absences()
    },
    get projects() {
      return store.roster.projects()
    },
    addPerson(userId, content) {
      const parsed = newPersonSchema.parse({ ...somebody, name: userId, ...content })
      const person = personFrom(userId, parsed, now())
      store.roster.putPerson(person)
      return person
    },
    addAbsence(userId, from, to) {
      store.roster.putAbsence({ userId, from, to, kind: 'vacation' })
    },
    addProject(code, content) {
      const project = projectFrom(code, newProjectSchema.parse({ name: code, ...content }), now())
      store.roster.putProject(project)
      return project
    },
    reset,
  }
}
