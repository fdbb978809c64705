import { type Project, withoutRates } from '../model/catalogue.ts'
import type { EventRecord } from '../model/event.ts'
import type { Policy } from '../model/policy.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { Caller } from '../rules/access.ts'
import { type AlteredWeek, correctedWeeks, judgeCorrection } from '../rules/judge-correction.ts'
import { projectOn } from '../rules/rates.ts'
import { keepsRoster } from '../rules/roster-access.ts'
import { noSuchProject } from './not-found.ts'
import { violationError } from './problem-error.ts'
import {
  asCorrection,
  type ChangeConditions,
  decidePut,
  type PutDecision,
  removalEvent,
  requireMatch,
  requireNew,
} from './record.ts'

/** A project as this caller sees it: rates require manage:timesheets. @throws {ProblemError} `not_found` */
export function projectFor(caller: Caller, project: Project | undefined, today: string): Project {
  if (!project) throw noSuchProject()
  return keepsRoster(caller) ? projectOn(project, today) : withoutRates(project)
}

/** The weeks with entries on days whose rates change, and their first such day. */
type RatedWeek = AlteredWeek<Pick<WeekRecord, 'week' | 'status'>>

/** The facts by which a change of the catalogue is decided. */
export interface ProjectFacts extends ChangeConditions {
  readonly before: Project | undefined
  readonly policy: Pick<Policy, 'lockedThrough'>
  /** The approved and closed weeks with entries on days of other rates ({@link daysOfOtherRates}). */
  readonly weeks: readonly RatedWeek[]
}

/**
 * Adds or replaces a project of the catalogue.
 * @param project as by {@link projectAfter}
 * @throws {ProblemError} `precondition_failed`, unless the project already is as requested; `week_locked` or
 *   `period_locked`
 */
export function decideProject(
  caller: Caller,
  project: Project,
  facts: ProjectFacts,
  nowMs: number,
): PutDecision<Project> {
  const { before, ifMatch } = facts
  requireMatch(ifMatch, before, 'project', project)
  requireNew(facts, before, 'project')
  const subject = { type: 'project', code: project.code } as const
  const about = { subject, added: 'project.added', updated: 'project.updated' } as const
  const corrected = weeksToCorrect(facts)
  const decision = decidePut(caller, before, project, about, nowMs)
  return {
    ...decision,
    event: decision.event && asCorrection(decision.event, 'project.corrected', before ? corrected : []),
  }
}

/**
 * Removes a project from the catalogue and returns the event.
 * @throws {ProblemError} `not_found`, `precondition_failed`, `week_locked` or `period_locked`
 */
export function decideProjectRemoval(caller: Caller, facts: ProjectFacts, nowMs: number): EventRecord {
  const { before, ifMatch } = facts
  if (!before) throw noSuchProject()
  requireMatch(ifMatch, before, 'project')
  const subject = { type: 'project', code: before.code } as const
  const event = removalEvent(caller, 'project.removed', subject, before, nowMs)
  return asCorrection(event, 'project.corrected', weeksToCorrect(facts))
}

function weeksToCorrect({ before, policy, weeks, correct }: ProjectFacts): string[] {
  // Without earlier rates, approved weeks had no amounts yet.
  const locked = judgeCorrection(weeks, policy, { correct, isNew: before?.rateHistory === undefined })
  if (locked) throw violationError(locked)
  return correctedWeeks(weeks, policy)
}
