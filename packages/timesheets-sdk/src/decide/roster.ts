import type { AbsenceFilters } from '../contract/absences.ts'
import type { PeopleFilters } from '../contract/people.ts'
import type { Absence } from '../model/absence.ts'
import type { EventRecord } from '../model/event.ts'
import type { Person } from '../model/person.ts'
import type { Caller } from '../rules/access.ts'
import { judgeAbsence, judgeManager } from '../rules/judge-roster.ts'
import { rosterReachOf } from '../rules/roster-access.ts'
import { selfOf } from './caller.ts'
import { noSuchAbsence, notInRoster } from './not-found.ts'
import { violationError } from './problem-error.ts'
import { decidePut, type PutDecision, removalEvent } from './record.ts'

/** The manager to list people of; `null`: people without a manager; `undefined`: any. */
export function managerFilter(
  caller: Caller,
  { managerId }: Pick<PeopleFilters, 'managerId'>,
): string | null | undefined {
  if (managerId === 'me') return selfOf(caller)
  return managerId === 'none' ? null : managerId
}

/**
 * Adds or replaces a person of the roster.
 *
 * @param managers the person's manager, that person's manager, and so on
 * @throws {ProblemError} `manager_cycle`
 */
export function decidePerson(
  caller: Caller,
  person: Person,
  { before, managers }: { readonly before: Person | undefined; readonly managers: readonly string[] },
  nowMs: number,
): PutDecision<Person> {
  const error = judgeManager(person.userId, managers)
  if (error) throw violationError(error)
  const subject = { type: 'person', userId: person.userId } as const
  return decidePut(
    caller,
    before,
    person,
    { subject, added: 'person.added', updated: 'person.updated' },
    nowMs,
  )
}

/**
 * Removes a person and their absences from the roster and returns the events.
 * @throws {ProblemError} `not_found`
 */
export function decidePersonRemoval(
  caller: Caller,
  before: Person | undefined,
  absences: readonly Absence[],
  nowMs: number,
): EventRecord[] {
  if (!before) throw notInRoster()
  const subject = { type: 'person', userId: before.userId } as const
  return [
    ...absences.map((absence) => removalEvent(caller, 'absence.removed', subject, absence, nowMs)),
    removalEvent(caller, 'person.removed', subject, before, nowMs),
  ]
}

/**
 * Records an absence.
 * @param recorded the absences of the same person
 * @throws {ProblemError} `not_found` if the person is not in the roster, or the violations of the rules
 */
export function decideAbsence(
  caller: Caller,
  absence: Absence,
  { person, recorded }: { readonly person: Person | undefined; readonly recorded: readonly Absence[] },
  nowMs: number,
): PutDecision<Absence> {
  if (!person) throw notInRoster()
  const error = judgeAbsence(absence, recorded)
  if (error) throw violationError(error)
  const before = recorded.find(({ from }) => from === absence.from)
  const subject = { type: 'person', userId: absence.userId } as const
  const action = 'absence.recorded'
  return decidePut(caller, before, absence, { subject, added: action, updated: action }, nowMs)
}

/** Removes the absence that starts on a day and returns the event. @throws {ProblemError} `not_found` */
export function decideAbsenceRemoval(
  caller: Caller,
  userId: string,
  from: string,
  recorded: readonly Absence[],
  nowMs: number,
): EventRecord {
  const before = recorded.find((absence) => absence.from === from)
  if (!before) throw noSuchAbsence()
  return removalEvent(caller, 'absence.removed', { type: 'person', userId }, before, nowMs)
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
  return { userId: userId === undefined || userId === 'me' ? selfOf(caller) : userId }
}
