import type { Entry } from 'timesheets-sdk/model'

const halfLifeDays = 14
const dayMs = 86_400_000

/**
 * The projects of some entries (the oldest first), the most used first; of two, the one used last. An entry
 * counts half as much after two weeks: what a person works on now comes before what they worked on for
 * longer.
 */
export function byUse(entries: readonly Pick<Entry, 'date' | 'project'>[], today: string): string[] {
  const uses = new Map<string, number>()
  for (const { date, project } of entries.toReversed()) {
    const ageDays = Math.max(0, (Date.parse(today) - Date.parse(date)) / dayMs)
    uses.set(project, (uses.get(project) ?? 0) + 0.5 ** (ageDays / halfLifeDays))
  }
  return [...uses].sort(([, a], [, b]) => b - a).map(([project]) => project)
}
