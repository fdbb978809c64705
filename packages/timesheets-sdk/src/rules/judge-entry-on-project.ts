import type { Policy } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import { type EntryFacts, type EntryJudgement, judgeEntryChange, judgeNewEntry } from './judge-entry.ts'
import { type Catalogue, judgeProject } from './judge-project.ts'

/** An entry as it is to be, and what it was before. */
export interface EntryToJudge {
  /** The stored entry with the status of its week; `undefined`: the entry is new. */
  readonly before?: {
    readonly date: string
    readonly minutes: number
    readonly project: string
    readonly status: WeekStatus
  }
  readonly after: { readonly date: string; readonly hours: number; readonly project: string }
  /** What there is around the entry where it is to be, the entry itself not counted. */
  readonly facts: EntryFacts
}

/**
 * Judges an entry together with its project: by the policy, its week and the catalogue. A change that leaves project and date
 * alone is not held against the catalogue again. Warnings come only without errors.
 */
export function judgeEntry(
  { before, after, facts }: EntryToJudge,
  policy: Policy,
  catalogue: Catalogue,
  nowMs: number,
): EntryJudgement {
  const entry = before
    ? judgeEntryChange(before, after, before.status, facts, policy, nowMs)
    : judgeNewEntry(after, facts, policy, nowMs)
  if (before && before.project === after.project && before.date === after.date) return entry
  const project = judgeProject(after, catalogue, policy)
  if (project.errors.length === 0 && project.warnings.length === 0) return entry
  const errors = [...entry.errors, ...project.errors]
  return { ...entry, errors, warnings: errors.length > 0 ? [] : [...entry.warnings, ...project.warnings] }
}
