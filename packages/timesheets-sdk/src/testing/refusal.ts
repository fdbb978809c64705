import { type Problem, type ProblemCode, problem, problemOfViolations } from '../contract/problems.ts'
import type { Violation } from '../model/violation.ts'

/** Ends a request with a problem. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail)
    this.problem = problem
    this.headers = headers
  }
}

export function refuse(
  code: ProblemCode,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(problem(code, detail), headers)
}

export function refuseForViolations(violations: readonly Violation[], more: Partial<Problem> = {}): Refusal {
  return new Refusal(problemOfViolations(violations, more))
}
