import { type Problem, type ProblemCode, problem, problemOfViolations } from '../contract/problems.ts'
import type { Violation } from '../model/violation.ts'

/** Ends a request with a problem (RFC 9457). The caller reads it, so it contains no data of other people. */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }
}

/** A problem with header fields of its own. */
export class HttpProblem extends ProblemError {
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(problem(code, detail), options)
    this.headers = headers
  }
}

/** Violations of rules or schemas as an error, with the code and status of the first. */
export function violationError(
  violations: Violation | readonly Violation[],
  more: Partial<Problem> = {},
): ProblemError {
  const all = 'code' in violations ? [violations] : violations
  return new ProblemError(problemOfViolations(all, more))
}
