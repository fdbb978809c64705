import type { Problem } from 'timesheets-sdk/contract'

/** Ends a request with a problem (RFC 9457). What it says is for the caller: it holds nothing of anyone else. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }
}
