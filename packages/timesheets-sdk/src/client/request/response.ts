import type * as z from 'zod/mini'
import type { operations } from '../../contract/operations.ts'
import type { Problem } from '../../contract/problems.ts'
import { type OperationName, routes } from '../../contract/routes.ts'
import { OptionError } from '../../net/option-error.ts'
import { readRetryAfterMs } from '../../net/retry.ts'
import { parseUrl } from '../../net/url.ts'
import { TimesheetsError, type TimesheetsErrorCode, type TimesheetsErrorDetails } from '../errors.ts'
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
 * @throws {TimesheetsError} `invalid_response`, or `not_the_api` for what no version of the API returns
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
    throw foreignResponse('not_the_api', response, 'returned a response that is not JSON')
  }
  const fault = faultIn(result, shape)
  if (fault !== undefined) {
    const what = `returned an unexpected shape at ${fault || 'its root'}`
    throw foreignResponse('invalid_response', response, what)
  }
  return result as ResultOf<Name>
}

/** The error for a status below 400 that is not one of the operation's. */
export function unexpectedStatus(response: HttpResponse<unknown>): TimesheetsError {
  const { status } = response
  // Browsers hide what a redirect says behind status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    const what = `returned a redirect${targetOf(response)}, which is not followed`
    return foreignResponse('not_the_api', response, what)
  }
  const what = `returned the status ${status}, which is not one of this operation's`
  return foreignResponse('invalid_response', response, what)
}

/** ` to <address>` of a redirect, without its query, which can hold a state or a token. */
function targetOf(response: HttpResponse<unknown>): string {
  const location = parseUrl(response.header('location'), response.url)
  return location === undefined ? '' : ` to ${location.origin}${location.pathname}`
}

/** The error for a response of another path or server, a sign-in, or another version of the API. */
export function foreignResponse(
  code: TimesheetsErrorCode,
  response: HttpResponse<unknown>,
  what: string,
  details: TimesheetsErrorDetails = {},
): TimesheetsError {
  const cause = new OptionError(
    'baseUrl',
    (name) =>
      `${response.url} ${what}. Check that ${name('baseUrl')} is the address of the Timesheets API, that this client has its version, and any proxy.`,
  )
  const { status } = response
  return new TimesheetsError(code, cause.message, {
    status,
    requestId: requestIdOf(response),
    ...details,
    cause,
  })
}

/** The error for a response of 400 or more. */
export function refusal(response: HttpResponse<unknown>, nowMs: number): TimesheetsError {
  const { status } = response
  const problem = readProblem(response.refusal)
  const retryAfterMs = readRetryAfterMs(response.header('retry-after'), nowMs)
  if (problem === undefined) {
    // The API responds to each of its paths and methods with a problem.
    const code = status === 404 || status === 405 ? 'not_the_api' : 'unexpected_status'
    return foreignResponse(code, response, `returned status ${status}, not from the API`, { retryAfterMs })
  }
  const { code, requestId = requestIdOf(response) } = problem
  const details = { status, problem, requestId, retryAfterMs }
  return code === 'unknown_path'
    ? foreignResponse(code, response, 'is not a path of the API', details)
    : new TimesheetsError(code, problem.detail, details)
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
