import type { Policy } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import { type EntryFacts, type EntryJudgement, judgeEntryChange, judgeNewEntry } from './judge-entry.ts'
import { type Catalogue, judgeProject } from './judge-project.ts'

/** A proposed entry, and the stored one that it changes. */
export interface EntryToJudge {
  /** The stored entry with the status of its week; `undefined`: the entry is new. */
  readonly before?: {
    readonly date: string
    readonly minutes: number
    readonly project: string
    readonly status: WeekStatus
  }
  readonly after: { readonly date: string; readonly hours: number; readonly project: string }
  /** The stored facts around the proposed date, without the entry itself. */
  readonly facts: EntryFacts
}

/**
 * Judges an entry by the policy, its week and the project catalogue. A change that keeps project and date is
 * not checked against the catalogue again. There are warnings only when there are no errors.
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
