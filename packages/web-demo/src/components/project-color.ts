/** How many colours there are: `--project-0` and so on. */
const colors = 8

/** The class that gives a project its colour, the same everywhere and every time. */
export function projectColor(project: string): string {
  return colorClass(preferredColor(project))
}

/**
 * The classes of the projects in one chart: each its own colour if it is free, otherwise the next free one.
 * Beyond eight projects, colours repeat.
 */
export function distinctProjectColors(projects: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<number>()
  return new Map(
    projects.map((project) => {
      if (taken.size === colors) taken.clear()
      let color = preferredColor(project)
      while (taken.has(color)) color = (color + 1) % colors
      taken.add(color)
      return [project, colorClass(color)]
    }),
  )
}

function preferredColor(project: string): number {
  let hash = 7
  for (const character of project) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return hash % colors
}

function colorClass(color: number): string {
  return `project-${color}`
}
