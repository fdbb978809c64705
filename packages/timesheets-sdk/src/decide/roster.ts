import type { AbsenceFilters } from '../contract/absences.ts'
import type { PeopleFilters } from '../contract/people.ts'
import type { Absence } from '../model/absence.ts'
import type { EventRecord } from '../model/event.ts'
import type { Person } from '../model/person.ts'
import type { Caller } from '../rules/access.ts'
import { judgeAbsence, judgeManager } from '../rules/judge-roster.ts'
import { rosterReachOf } from '../rules/roster-access.ts'
import { noSuchAbsence, notInRoster } from './not-found.ts'
import { violationError } from './problem-error.ts'
import { decidePut, type PutDecision, removalEvent } from './record.ts'
import { selfOf } from './visibility.ts'

/** The manager by whom people are listed: a person, `null` for people without one, `undefined` for any. */
export function managerFilter(
  caller: Caller,
  { managerId }: Pick<PeopleFilters, 'managerId'>,
): string | null | undefined {
  if (managerId === 'me') return selfOf(caller)
  return managerId === 'none' ? null : managerId
}

/**
 * Puts a person into the roster.
 * @param managers the person's manager, that one's manager, and so on
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
 * Takes a person and their absences off the roster: the events of it.
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
 * @throws {ProblemError} `not_found` where the person is not in the roster, and what the rules reject
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

/** Removes the absence that begins on a day: the event of it. @throws {ProblemError} `not_found` */
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
 * Whose absences are listed: one person's, or those of everybody whom the caller may see. Whether the caller may see the one
 * person is for `maySeeInRoster` to say.
 * @throws {ProblemError} `user_id_required`
 */
export function absencesOwner(
  caller: Caller,
  { userId, everyone }: Pick<AbsenceFilters, 'userId' | 'everyone'>,
): { readonly userId: string } | 'everyone' {
  if (userId === undefined && everyone === 'true' && rosterReachOf(caller) !== 'own') return 'everyone'
  return { userId: userId === undefined || userId === 'me' ? selfOf(caller) : userId }
}
