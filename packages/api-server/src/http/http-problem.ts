import { type Problem, type ProblemCode, problem } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'

/** A problem that HTTP itself has something to say about: header fields that go along with it. */
export class HttpProblem extends ProblemError {
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    options: { readonly more?: Partial<Problem>; readonly cause?: unknown } = {},
  ) {
    super(problem(code, detail, options.more), { cause: options.cause })
    this.headers = headers
  }
}
