import { ifMatchAllows } from '../contract/etag.ts'
import type { EventAction, EventRecord, EventSubject } from '../model/event.ts'
import type { Policy, PolicyPatch } from '../model/policy.ts'
import { isSameContent } from '../model/same-content.ts'
import type { Caller } from '../rules/access.ts'
import { sourcesMadeOverall } from '../rules/entry-source.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { judgeHolidayChange } from '../rules/holidays.ts'
import { recordEtagOf } from '../rules/record-etag.ts'
import { HttpProblem, violationError } from './problem-error.ts'

/**
 * The result of adding or replacing a record. `event: null`: the content is the same, so nothing is written.
 */
export interface PutDecision<T> {
  readonly status: 200 | 201
  readonly record: T
  readonly event: EventRecord | null
}

/** Under which conditions a record may be written. */
export interface PutConditions {
  /** Whether approved and closed weeks, or their amounts, may change. */
  readonly correct: boolean
  /** Whether the record must be new. */
  readonly createOnly?: boolean
}

/** Under which conditions a record with an entity tag may change. */
export interface ChangeConditions extends PutConditions {
  /** The header field: the record as the change is based on it. */
  readonly ifMatch?: string | undefined
}

/**
 * Rejects a change that is not based on the record as it is. If the record already is as the change makes it,
 * RFC 9110 section 13.1.1 permits success: an earlier attempt may have arrived.
 *
 * @param ifMatch the header field
 * @throws {ProblemError} `precondition_failed`
 */
export function requireMatch(
  ifMatch: string | undefined,
  before: Parameters<typeof recordEtagOf>[0] | undefined,
  what: 'person' | 'policy' | 'project',
  after?: object,
): void {
  // Imports put thousands of records without the header: they need no digest.
  if (ifMatch === undefined || ifMatchAllows(ifMatch, before && recordEtagOf(before))) return
  if (before && after && isSameContent(before, after)) return
  const happened = before ? 'changed' : 'removed'
  throw new HttpProblem('precondition_failed', `the ${what} was ${happened} meanwhile: read it again`)
}

/**
 * Rejects the addition of a record that exists. Unlike {@link requireMatch}, also if it is the same: RFC 9110
 * section 13.1.2 makes no exception, and the record may be somebody else's.
 *
 * @throws {ProblemError} `precondition_failed`
 */
export function requireNew(
  { createOnly }: PutConditions,
  before: object | undefined,
  what: 'absence' | 'person' | 'project',
): void {
  if (!createOnly || before === undefined) return
  throw new HttpProblem('precondition_failed', `the ${what} already exists: read it before you change it`)
}

/** Decides on a record that replaces `before`; `undefined`: a new record. */
export function decidePut<T extends object>(
  caller: Caller,
  before: T | undefined,
  after: T,
  about: { readonly subject: EventSubject; readonly added: EventAction; readonly updated: EventAction },
  nowMs: number,
): PutDecision<T> {
  if (before && isSameContent(before, after)) return { status: 200, record: before, event: null }
  const { subject, added, updated } = about
  const action = before ? updated : added
  const event = eventBy(caller, nowMs, { action, subject, before: before ?? null, after })
  return { status: before ? 200 : 201, record: after, event }
}

/** The event for a removed record. */
export function removalEvent(
  caller: Caller,
  action: EventAction,
  subject: EventSubject,
  before: unknown,
  nowMs: number,
): EventRecord {
  return eventBy(caller, nowMs, { action, subject, before, after: null })
}

/** The event of a change; if it altered what was approved or closed, one that names these weeks. */
export function asCorrection(
  event: EventRecord,
  action: EventRecord['action'],
  weeks: readonly string[],
): EventRecord {
  if (weeks.length === 0) return event
  return { ...event, action, after: { ...(event.after as object | null), correctedWeeks: weeks } }
}

/** A request to change the policy. */
export interface PolicyRequest {
  readonly patch: PolicyPatch
  /** The header field. */
  readonly ifMatch: string | undefined
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

/** The facts by which a change of the policy is decided. */
export interface PolicyFacts {
  readonly before: Policy
  /** The last day of the periods that are closed. */
  readonly closedThrough: string | null
  /** Those of some sources that have entries with ids per person. */
  withIdsPerPerson(sources: readonly string[]): Promise<readonly string[]>
  /** The number of people by the calendar of holidays that any of their terms name. */
  peopleOfCalendars(): Promise<ReadonlyMap<string, number>>
}

/**
 * Changes the policy. `event: null`: nothing changes, so nothing is written.
 *
 * @throws {ProblemError} `precondition_failed`; `source_ids_per_person`; `calendar_in_use`; `period_locked`
 *   if a closed period would be unlocked or expect other hours
 */
export async function decidePolicy(
  caller: Caller,
  { patch, ifMatch, nowMs }: PolicyRequest,
  { before, closedThrough, withIdsPerPerson, peopleOfCalendars }: PolicyFacts,
): Promise<{ readonly policy: Policy; readonly event: EventRecord | null }> {
  requireMatch(ifMatch, before, 'policy')
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const after: Policy = { ...before, ...Object.fromEntries(given) }
  const [conflict] = await withIdsPerPerson(sourcesMadeOverall(before.sources, after.sources))
  if (conflict !== undefined) throw idsPerPerson(conflict)
  if (closedThrough !== null && (after.lockedThrough ?? '') < closedThrough) throw stillClosed(closedThrough)
  if (isSameContent(before, after)) return { policy: before, event: null }
  if (patch.holidayCalendars !== undefined) {
    const error = judgeHolidayChange(before, after, await peopleOfCalendars(), after.lockedThrough)
    if (error) throw violationError(error)
  }
  const change = { action: 'policy.updated', subject: { type: 'policy' }, before, after } as const
  return { policy: after, event: eventBy(caller, nowMs, change) }
}

function stillClosed(lockedThrough: string) {
  const month = lockedThrough.slice(0, 7)
  const message = `${month} is closed: reopen it with POST /periods/${month}/reopen to unlock its days`
  return violationError({ code: 'period_locked', message, path: '/lockedThrough', lockedThrough })
}

function idsPerPerson(source: string): HttpProblem {
  return new HttpProblem(
    'source_ids_per_person',
    `source ${source} has entries whose ids are unique per person: keep it with externalIds per_person; without clients, nobody else can use it`,
  )
}
