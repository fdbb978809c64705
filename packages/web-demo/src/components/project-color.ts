/** How many colours there are: `--project-0` and so on. */
const colors = 8

/** The class that gives a project its colour, the same everywhere and every time. */
export function projectColor(project: string): string {
  let hash = 7
  for (const character of project) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return `project-${hash % colors}`
}
