import { type Problem, type ProblemCode, problem, problemOfViolations } from '../contract/problems.ts'
import type { Violation } from '../model/violation.ts'

/** Ends a request with a problem (RFC 9457). What it says is for the caller: it holds nothing of anyone else. */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }
}

/** A problem that HTTP itself has something to say about: header fields that go along with it. */
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

/** What rules or schemas found wrong, as an error; code and status are the first violation's. */
export function violationError(
  violations: Violation | readonly Violation[],
  more: Partial<Problem> = {},
): ProblemError {
  const all = 'code' in violations ? [violations] : violations
  return new ProblemError(problemOfViolations(all, more))
}
