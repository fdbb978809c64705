import type { AbsenceFilters } from '../contract/absences.ts'
import type { PeopleFilters } from '../contract/people.ts'
import type { Absence } from '../model/absence.ts'
import { earliestWeek, weekOf } from '../model/calendar.ts'
import type { EventRecord } from '../model/event.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { totalMinutesOf, type WeekRecord } from '../model/week-record.ts'
import type { Caller } from '../rules/access.ts'
import { refrozen } from '../rules/freeze-week.ts'
import { judgeHolidayCalendar } from '../rules/holidays.ts'
import {
  correctedWeeks,
  isFrozen,
  judgeCorrection,
  weeksAlteredByAbsence,
  weeksAlteredByTerms,
} from '../rules/judge-correction.ts'
import { judgeAbsence, judgeManager } from '../rules/judge-roster.ts'
import { rosterReachOf } from '../rules/roster-access.ts'
import { personAfter, type TermsRequest } from '../rules/terms.ts'
import { readableOwner, selfOf } from './caller.ts'
import { noSuchAbsence, notInRoster } from './not-found.ts'
import { HttpProblem, violationError } from './problem-error.ts'
import {
  asCorrection,
  type ChangeConditions,
  decidePut,
  type PutConditions,
  type PutDecision,
  removalEvent,
  requireMatch,
  requireNew,
} from './record.ts'

/** The manager to list people of; `null`: people without a manager; `undefined`: any. */
export function managerFilter(
  caller: Caller,
  { managerId }: Pick<PeopleFilters, 'managerId'>,
): string | null | undefined {
  if (managerId === 'me') return selfOf(caller)
  return managerId === 'none' ? null : managerId
}

/** A change of the roster, and the submitted and approved weeks that it alters, as they are then. */
export interface RosterDecision<T> extends PutDecision<T> {
  readonly weeks: readonly WeekRecord[]
}

/** The facts by which a change of the roster is decided. */
export interface RosterFacts {
  readonly policy: Pick<Policy, 'lockedThrough' | 'holidayCalendars'>
  /** The weeks of the person, at least from {@link alteredSince} on. */
  readonly weeks: readonly WeekRecord[]
  /** The absences of the person. */
  readonly recorded: readonly Absence[]
}

/** The first week that a request to add or replace a person may alter. */
export function alteredSince(before: Person | undefined, { content, today }: TermsRequest): string {
  const isSamePeriod =
    before?.activeFrom === content.activeFrom && (before?.activeTo ?? null) === (content.activeTo ?? null)
  return isSamePeriod ? weekOf(content.from ?? today) : earliestWeek
}

/**
 * Adds or replaces a person of the roster.
 *
 * @param facts.managers the person's manager, that person's manager, and so on
 * @throws {ProblemError} `precondition_failed`, unless the person already is as requested; `manager_cycle`,
 *   `invalid_value`, `week_locked` or `period_locked`
 */
export function decidePerson(
  caller: Caller,
  request: TermsRequest,
  facts: RosterFacts & { readonly before: Person | undefined; readonly managers: readonly string[] },
  conditions: ChangeConditions,
): RosterDecision<Person> {
  const { userId, nowMs } = request
  const { before, managers, weeks, recorded, policy } = facts
  const person = personAfter(before, request)
  requireMatch(conditions.ifMatch, before, 'person', person)
  requireNew(conditions, before, 'person')
  const { holidayCalendar } = request.content
  const error = judgeManager(userId, managers) ?? judgeHolidayCalendar(holidayCalendar, policy)
  if (error) throw violationError(error)
  const altered = weeksAlteredByTerms(before, person, weeks)
  const locked = judgeCorrection(altered, policy, {
    correct: conditions.correct,
    isNew: before === undefined,
  })
  if (locked) throw violationError(locked)
  const subject = { type: 'person', userId } as const
  const about = { subject, added: 'person.added', updated: 'person.updated' } as const
  const decision = decidePut(caller, before, person, about, nowMs)
  const named = correctedWeeks(altered, policy)
  return {
    ...decision,
    event: decision.event && asCorrection(decision.event, 'person.corrected', before ? named : []),
    weeks: altered
      .filter(({ record }) => isFrozen(record))
      .map(({ record }) => refrozen(record, person, recorded, policy, nowMs)),
  }
}

/**
 * Removes a person who was added by mistake, and their absences, from the roster and returns the events.
 * @param ifMatch the header field
 * @throws {ProblemError} `not_found`, `precondition_failed`, or `person_has_hours` if reports would no longer
 *   know the person
 */
export function decidePersonRemoval(
  caller: Caller,
  before: Person | undefined,
  { recorded, weeks }: Pick<RosterFacts, 'recorded' | 'weeks'>,
  nowMs: number,
  ifMatch?: string,
): EventRecord[] {
  if (!before) throw notInRoster()
  requireMatch(ifMatch, before, 'person')
  if (weeks.some((week) => totalMinutesOf(week) > 0)) {
    throw new HttpProblem(
      'person_has_hours',
      `${before.userId} has logged hours, which reports explain by the roster: set activeTo to the last day instead`,
    )
  }
  const subject = { type: 'person', userId: before.userId } as const
  return [
    ...recorded.map((absence) => removalEvent(caller, 'absence.removed', subject, absence, nowMs)),
    removalEvent(caller, 'person.removed', subject, before, nowMs),
  ]
}

/**
 * Records an absence.
 *
 * @param facts.recorded the absences of the same person
 * @throws {ProblemError} `not_found` if the person is not in the roster, `precondition_failed`, or the
 *   violations of the rules
 */
export function decideAbsence(
  caller: Caller,
  absence: Absence,
  facts: RosterFacts & { readonly person: Person | undefined },
  conditions: PutConditions,
  nowMs: number,
): RosterDecision<Absence> {
  const { person, recorded } = facts
  if (!person) throw notInRoster()
  const before = recorded.find(({ from }) => from === absence.from)
  requireNew(conditions, before, 'absence')
  const error = judgeAbsence(absence, recorded)
  if (error) throw violationError(error)
  const subject = { type: 'person', userId: absence.userId } as const
  const action = 'absence.recorded'
  const decision = decidePut(caller, before, absence, { subject, added: action, updated: action }, nowMs)
  const after = [...recorded.filter((one) => one !== before), absence]
  const { named, weeks } = alterByAbsence(
    { before, after: absence },
    after,
    { ...facts, person },
    conditions.correct,
    nowMs,
  )
  return {
    ...decision,
    event: decision.event && asCorrection(decision.event, 'absence.corrected', named),
    weeks,
  }
}

/**
 * Removes the absence that starts on a day and returns the event and the altered weeks.
 * @throws {ProblemError} `not_found`, `week_locked` or `period_locked`
 */
export function decideAbsenceRemoval(
  caller: Caller,
  { userId, from }: Pick<Absence, 'userId' | 'from'>,
  facts: RosterFacts & { readonly person: Person | undefined },
  correct: boolean,
  nowMs: number,
): { readonly event: EventRecord; readonly weeks: readonly WeekRecord[] } {
  const before = facts.recorded.find((absence) => absence.from === from)
  if (!before) throw noSuchAbsence()
  const after = facts.recorded.filter((one) => one !== before)
  const { named, weeks } = alterByAbsence({ before }, after, facts, correct, nowMs)
  const event = removalEvent(caller, 'absence.removed', { type: 'person', userId }, before, nowMs)
  return { event: asCorrection(event, 'absence.corrected', named), weeks }
}

function alterByAbsence(
  change: { readonly before?: Absence | undefined; readonly after?: Absence | undefined },
  recorded: readonly Absence[],
  { weeks, policy, person }: RosterFacts & { readonly person: Person | undefined },
  correct: boolean,
  nowMs: number,
) {
  const altered = weeksAlteredByAbsence(change.before, change.after, weeks)
  const locked = judgeCorrection(altered, policy, { correct })
  if (locked) throw violationError(locked)
  return {
    named: correctedWeeks(altered, policy),
    weeks: altered
      .filter(({ record }) => isFrozen(record))
      .map(({ record }) => refrozen(record, person, recorded, policy, nowMs)),
  }
}

/**
 * The owner of the listed absences: one person, or everyone the caller may see. `maySeeInRoster` decides
 * whether the caller may see the one person.
 * @throws {ProblemError} `user_id_required`
 */
export function absencesOwner(
  caller: Caller,
  { userId, everyone }: Pick<AbsenceFilters, 'userId' | 'everyone'>,
): { readonly userId: string } | 'everyone' {
  if (userId === undefined && everyone === 'true' && rosterReachOf(caller) !== 'own') return 'everyone'
  return { userId: userId === undefined || userId === 'me' ? readableOwner(caller, userId, null) : userId }
}
