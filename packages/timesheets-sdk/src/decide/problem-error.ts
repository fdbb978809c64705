import { type Problem, problem } from '../contract/problems.ts'

/** Ends a request with a problem (RFC 9457). What it says is for the caller: it holds nothing of anyone else. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }
}

/** An entry that does not exist, or that the caller may not see. */
export function noSuchEntry(): ProblemError {
  return new ProblemError(problem('not_found', 'there is no such entry: it may have been deleted'))
}

/** A person who does not exist, or whose timesheets the caller may not see. */
export function noSuchPerson(): ProblemError {
  const detail = 'there is no such person among those whose timesheets you may see'
  return new ProblemError(problem('not_found', detail))
}
