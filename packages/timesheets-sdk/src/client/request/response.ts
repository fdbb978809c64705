import type * as z from 'zod/mini'
import type { operations } from '../../contract/operations.ts'
import type { Problem } from '../../contract/problems.ts'
import { type OperationName, routes } from '../../contract/routes.ts'
import { OptionError } from '../../net/option-error.ts'
import { readRetryAfterMs } from '../../net/retry.ts'
import { TimesheetsError } from '../errors.ts'
import { faultIn, problemShape, resultShapes, type Shape } from './shapes.ts'
import type { HttpResponse } from './transport.ts'

type Responses<Name extends OperationName> = (typeof operations)[Name]['responses']

/** The result of a successful operation; `undefined` if its response has no body. */
export type ResultOf<Name extends OperationName> = Responses<Name>[keyof Responses<Name>] extends infer R
  ? R extends { readonly schema: infer S extends z.core.$ZodType }
    ? z.output<S>
    : undefined
  : never

/**
 * Reads the response of an operation and checks its shape. Members that the shape does not know are
 * let through: a later API may have more.
 *
 * @throws {TimesheetsError} `invalid_response`
 */
export function readResult<Name extends OperationName>(
  name: Name,
  response: HttpResponse<string>,
): ResultOf<Name> {
  const { status } = response
  const successes: readonly number[] = routes[name].successes
  if (!successes.includes(status)) throw unexpectedStatus(response)
  const shape: Shape | undefined = resultShapes[name]
  if (shape === undefined) return undefined as ResultOf<Name>
  let result: unknown
  try {
    result = JSON.parse(response.body)
  } catch {
    throw invalidResponse(response, 'is not JSON')
  }
  const fault = faultIn(result, shape)
  if (fault !== undefined) {
    throw invalidResponse(response, `has an unexpected shape at ${fault || 'its root'}`)
  }
  return result as ResultOf<Name>
}

/** The error for a status below 400 that is not one of the operation's. */
export function unexpectedStatus(response: HttpResponse<unknown>): TimesheetsError {
  const { status } = response
  // Browsers hide what a redirect says behind status 0.
  const isRedirect = status === 0 || (status >= 300 && status < 400)
  const unknown = `has the status ${status}, which is not one of this operation's`
  return invalidResponse(response, isRedirect ? 'is a redirect, which is not followed' : unknown)
}

/** The error for a response that is not the Timesheets API's. */
export function invalidResponse(response: HttpResponse<unknown>, what: string): TimesheetsError {
  const cause = new OptionError(
    'baseUrl',
    (name) =>
      `The response ${what}. Check that ${name('baseUrl')} is the Timesheets API's and that this client has its version.`,
  )
  return new TimesheetsError('invalid_response', cause.message, {
    status: response.status,
    requestId: requestIdOf(response),
    cause,
  })
}

/** The error for a response of 400 or more. */
export function refusal(response: HttpResponse<unknown>, nowMs: number): TimesheetsError {
  const { status } = response
  const problem = readProblem(response.refusal)
  const details = {
    status,
    problem,
    requestId: problem?.requestId ?? requestIdOf(response),
    retryAfterMs: readRetryAfterMs(response.header('retry-after'), nowMs),
  }
  if (problem !== undefined) return new TimesheetsError(problem.code, problem.detail, details)
  const cause = new OptionError(
    'baseUrl',
    (name) =>
      `Unexpected response with status ${status}, not from the Timesheets API. Check ${name('baseUrl')} and any proxy.`,
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

export function requestIdOf(response: HttpResponse<unknown>): string | undefined {
  return response.header('x-request-id')
}
