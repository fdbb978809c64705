import type { WeekDecisionsResult } from '../contract/weeks.ts'
import type { Week } from '../model/week-record.ts'
import { ProblemError } from './problem-error.ts'

/**
 * What became of many decisions, in their order: each is the week, or the error that refused it.
 * @throws what is no `ProblemError`
 */
export function weekDecisionsResultOf(outcomes: readonly PromiseSettledResult<Week>[]): WeekDecisionsResult {
  const results = outcomes.map((outcome, index) => {
    if (outcome.status === 'fulfilled') return { index, status: 'done' as const, week: outcome.value }
    const { reason } = outcome
    if (!(reason instanceof ProblemError)) throw reason
    return { index, status: 'refused' as const, problem: reason.problem }
  })
  const done = results.filter(({ status }) => status === 'done').length
  return { done, refused: results.length - done, results }
}
