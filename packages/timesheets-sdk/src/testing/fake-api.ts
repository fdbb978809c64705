import type { RequestHandler } from 'msw'
import type { Absence } from '../model/absence.ts'
import { weekOf } from '../model/calendar.ts'
import { type NewProject, newProjectSchema, type Project } from '../model/catalogue.ts'
import type { Entry } from '../model/entry.ts'
import type { Event } from '../model/event.ts'
import { type Newcomer, type NewPerson, newPersonSchema, type Person } from '../model/person.ts'
import { defaultPolicy, type Policy, type PolicyPatch } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import type { Caller } from '../rules/access.ts'
import { projectAfter } from '../rules/rates.ts'
import { personAfter } from '../rules/terms.ts'
import { personCaller } from './callers.ts'
import { handlersFor } from './handlers.ts'
import { IdempotentResults } from './idempotent-results.ts'
import type { SentReminder } from './memory-reminders.ts'
import { MemoryStore } from './memory-store.ts'

export interface FakeTimesheetsApiOptions {
  /** The URL of the fake API, such as `https://api.example.com`. */
  readonly baseUrl: string
  /** Changes to the default policy. */
  readonly policy?: PolicyPatch
  /**
   * The caller of a bearer token; `undefined` results in 401. Default: any token belongs to the person
   * `auth0|ada` with the scopes to read, create and delete.
   */
  readonly callerOf?: (token: string) => Caller | undefined
  /** `false`: the API has no mail server and sends no reminders. Default `true`. */
  readonly reminders?: boolean
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}

export interface FakeTimesheetsApi {
  /** For msw: `setupServer(...api.handlers)` in Node, `setupWorker(...api.handlers)` in browsers. */
  readonly handlers: readonly RequestHandler[]
  /** Everyone's entries, by date. */
  readonly entries: readonly Entry[]
  /** The changes made by requests, oldest first. */
  readonly events: readonly Event[]
  /** The sent reminders, oldest first. */
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
  /** Adds a person to the roster without a request: by default an employee with 40 hours a week. */
  addPerson(userId: string, content?: Partial<NewPerson>): Person
  /** Records an absence, `from` and `to` inclusive, without a request. */
  addAbsence(userId: string, from: string, to: string): void
  /** Adds a project to the catalogue without a request. */
  addProject(code: string, content?: Partial<NewProject>): Project
  /** Removes all entries, weeks, people and projects, and restores the initial policy. */
  reset(): void
}

const somebody = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2000-01-01' } as const

/**
 * The Timesheets API as in-memory handlers for msw, for the tests of its clients. It applies the same rules
 * and the same contract as the server: scopes, problems, entity tags, cursors, idempotency keys. It does not
 * verify tokens and has no rate limit.
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
  const kept = new IdempotentResults()
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
      const today = new Date(now()).toISOString().slice(0, 10)
      const person = personAfter(store.roster.person(userId), {
        userId,
        content: parsed,
        today,
        nowMs: now(),
      })
      store.roster.putPerson(person)
      return person
    },
    addAbsence(userId, from, to) {
      store.roster.putAbsence({ userId, from, to, kind: 'vacation' })
    },
    addProject(code, content) {
      const parsed = newProjectSchema.parse({ name: code, ...content })
      const project = projectAfter(store.roster.projectOf(code), {
        code,
        content: parsed,
        today: new Date(now()).toISOString().slice(0, 10),
        nowMs: now(),
      })
      store.roster.putProject(project)
      return project
    },
    reset,
  }
}
