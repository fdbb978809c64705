import type { Entry } from 'timesheets-sdk/model'

export interface ProjectRow {
  readonly project: string
  /** By the dates of the week. */
  readonly dayMinutes: readonly number[]
  readonly minutes: number
}

/** The hours of a week by project and day, the projects by name. */
export function entriesByProject(entries: readonly Entry[], dates: readonly string[]): ProjectRow[] {
  const projects = [...new Set(entries.map(({ project }) => project))].sort((a, b) => a.localeCompare(b))
  return projects.map((project) => {
    const own = entries.filter((entry) => entry.project === project)
    const dayMinutes = dates.map((date) => minutesOf(own.filter((entry) => entry.date === date)))
    return { project, dayMinutes, minutes: minutesOf(own) }
  })
}

function minutesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { hours }) => sum + Math.round(hours * 60), 0)
}
