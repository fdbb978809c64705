import { keep, readKept, textsOf } from '../../device-storage.ts'

/** The projects that a person added to a week on this device: a row may exist before its first hour. */
export interface AddedProjects {
  read(): readonly string[]
  write(projects: readonly string[]): void
}

export function addedProjectsOf(userId: string, week: string): AddedProjects {
  const name = `timesheets:rows:${userId}:${week}`
  return {
    read: () => textsOf(readKept(name)),
    write: (projects) => keep(name, projects.length === 0 ? undefined : projects),
  }
}
