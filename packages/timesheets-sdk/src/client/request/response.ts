import type * as z from 'zod/mini'
import type { operations } from '../../contract/operations.ts'
import type { Problem } from '../../contract/problems.ts'
import { type OperationName, routes } from '../../contract/routes.ts'
import { OptionError } from '../../net/option-error.ts'
import { readRetryAfterMs } from '../../net/retry.ts'
import { TimesheetsError } from '../errors.ts'
import { answerShapes, faultIn, problemShape, type Shape } from './shapes.ts'
import type { HttpAnswer } from './transport.ts'

type Responses<Name extends OperationName> = (typeof operations)[Name]['responses']

/** What an operation answers with when it succeeds; `undefined` where that has no body. */
export type ResultOf<Name extends OperationName> = Responses<Name>[keyof Responses<Name>] extends infer R
  ? R extends { readonly schema: infer S extends z.core.$ZodType }
    ? z.output<S>
    : undefined
  : never

/**
 * Reads the answer of an operation, held against the shape that it should have. Members that the shape does not know are
 * let through: a later API may have more.
 *
 * @throws {TimesheetsError} `invalid_response`
 */
export function readResult<Name extends OperationName>(
  name: Name,
  answer: HttpAnswer<string>,
): ResultOf<Name> {
  const { status } = answer
  const successes: readonly number[] = routes[name].successes
  if (!successes.includes(status)) throw invalidResponse(answer, unexpectedStatus(status))
  const shape: Shape | undefined = answerShapes[name]
  if (shape === undefined) return undefined as ResultOf<Name>
  let result: unknown
  try {
    result = JSON.parse(answer.body)
  } catch {
    throw invalidResponse(answer, 'is not JSON')
  }
  const fault = faultIn(result, shape)
  if (fault !== undefined) {
    throw invalidResponse(answer, `has not the expected shape at ${fault || 'its root'}`)
  }
  return result as ResultOf<Name>
}

function unexpectedStatus(status: number): string {
  // Browsers hide what a redirect says behind status 0.
  return status === 0 || (status >= 300 && status < 400)
    ? 'is a redirect, which is not followed'
    : `has the status ${status}, which is not one of this operation's`
}

function invalidResponse(answer: HttpAnswer<unknown>, what: string): TimesheetsError {
  const cause = new OptionError(
    'baseUrl',
    (name) =>
      `The answer ${what}. Check that ${name('baseUrl')} is the Timesheets API's, and that this client is of its version.`,
  )
  return new TimesheetsError('invalid_response', cause.message, {
    status: answer.status,
    requestId: requestIdOf(answer),
    cause,
  })
}

/** The error for an answer of 400 or more. */
export function refusal(answer: HttpAnswer<unknown>, nowMs: number): TimesheetsError {
  const { status } = answer
  const problem = readProblem(answer.refusal)
  const details = {
    status,
    problem,
    requestId: problem?.requestId ?? requestIdOf(answer),
    retryAfterMs: readRetryAfterMs(answer.header('retry-after'), nowMs),
  }
  if (problem !== undefined) return new TimesheetsError(problem.code, problem.detail, details)
  const cause = new OptionError(
    'baseUrl',
    (name) =>
      `Something answered with status ${status}, and not as the Timesheets API does. Check ${name('baseUrl')}, and what stands between.`,
  )
  return new TimesheetsError('unexpected_status', cause.message, { ...details, cause })
}

function readProblem(text: string): Problem | undefined {
  try {
    const problem: unknown = JSON.parse(text)
    return faultIn(problem, problemShape) === undefined ? (problem as Problem) : undefined
  } catch {
    return undefined
  }
}

function requestIdOf(answer: HttpAnswer<unknown>): string | undefined {
  return answer.header('x-request-id')
}
