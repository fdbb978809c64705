import { textsOf } from '../../device-storage.ts'
import { type KeptStore, keptStore } from '../../kept-store.ts'

/** The projects that a person added to a week on this device: a row may exist before its first hour. */
export type AddedProjects = KeptStore<readonly string[]>

export function addedProjectsOf(userId: string, week: string): AddedProjects {
  return keptStore(`timesheets:rows:${userId}:${week}`, textsOf)
}

/** A change of the added projects by one action. Other tabs may add theirs to the same week meanwhile. */
export interface ProjectsChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export const noProjectsChange: ProjectsChange = { added: [], removed: [] }

/** The projects after a change. */
export function changeProjects(
  projects: readonly string[],
  { added, removed }: ProjectsChange,
): readonly string[] {
  return [...new Set([...projects, ...added])].filter((project) => !removed.includes(project))
}
