import { type Project, withoutRates } from '../model/catalogue.ts'
import type { EventRecord } from '../model/event.ts'
import type { Caller } from '../rules/access.ts'
import { keepsRoster } from '../rules/roster-access.ts'
import { noSuchProject } from './not-found.ts'
import { decidePut, type PutDecision, removalEvent } from './record.ts'

/** A project as this caller sees it: rates require manage:timesheets. @throws {ProblemError} `not_found` */
export function projectFor(caller: Caller, project: Project | undefined): Project {
  if (!project) throw noSuchProject()
  return keepsRoster(caller) ? project : withoutRates(project)
}

/** Adds or replaces a project of the catalogue. */
export function decideProject(
  caller: Caller,
  project: Project,
  before: Project | undefined,
  nowMs: number,
): PutDecision<Project> {
  const subject = { type: 'project', code: project.code } as const
  const about = { subject, added: 'project.added', updated: 'project.updated' } as const
  return decidePut(caller, before, project, about, nowMs)
}

/** Removes a project from the catalogue and returns the event. @throws {ProblemError} `not_found` */
export function decideProjectRemoval(
  caller: Caller,
  before: Project | undefined,
  nowMs: number,
): EventRecord {
  if (!before) throw noSuchProject()
  return removalEvent(caller, 'project.removed', { type: 'project', code: before.code }, before, nowMs)
}
