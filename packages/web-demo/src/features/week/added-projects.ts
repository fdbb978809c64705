/** The projects that a person added to a week on this device: a row may exist before its first hour. */
export interface AddedProjects {
  read(): readonly string[]
  write(projects: readonly string[]): void
}

export function addedProjectsOf(userId: string, week: string): AddedProjects {
  const name = `timesheets:rows:${userId}:${week}`
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]')
        return Array.isArray(kept) ? kept.filter((project) => typeof project === 'string') : []
      } catch {
        return []
      }
    },
    write(projects) {
      try {
        if (projects.length === 0) localStorage.removeItem(name)
        else localStorage.setItem(name, JSON.stringify(projects))
      } catch {
        // Storage is full or forbidden: the rows hold until the page is left.
      }
    },
  }
}
