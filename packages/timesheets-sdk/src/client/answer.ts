import * as z from 'zod/mini'
import type { Operation } from '../contract/operations.ts'
import { type Problem, problemSchema } from '../contract/problems.ts'
import { TimesheetsError } from './errors.ts'
import { readRetryAfterMs } from './retry.ts'
import type { HttpAnswer } from './transport.ts'

/** What an operation answers with when it succeeds; `undefined` where that has no body. */
export type ResultOf<O extends Operation> = O['responses'][keyof O['responses']] extends infer R
  ? R extends { readonly schema: infer S extends z.core.$ZodType }
    ? z.output<S>
    : undefined
  : never

/**
 * Reads the answer of an operation, held against the schema of its status. Members that the schema does not know are let
 * through: a later API may have more.
 *
 * @throws {TimesheetsError} `invalid_response`
 */
export function readResult<O extends Operation>(operation: O, answer: HttpAnswer<string>): ResultOf<O> {
  const { status } = answer
  const response = operation.responses[status]
  if (response === undefined) throw invalidResponse(answer, unexpectedStatus(status))
  if (response.schema === undefined) return undefined as ResultOf<O>
  let result: unknown
  try {
    result = JSON.parse(answer.body)
  } catch {
    throw invalidResponse(answer, 'is not JSON')
  }
  const parsed = z.safeParse(response.schema, sampleOf(result))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw invalidResponse(answer, `has not the expected shape at ${issue?.path.join('.') || 'its root'}`)
  }
  return result as ResultOf<O>
}

/**
 * Of a page, its first entry: the API writes all of them in one way, and to hold a thousand against the schema takes five
 * times as long as to parse them.
 */
function sampleOf(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('data' in result)) return result
  return Array.isArray(result.data) ? { ...result, data: result.data.slice(0, 1) } : result
}

function unexpectedStatus(status: number): string {
  // Browsers hide what a redirect says behind status 0.
  return status === 0 || (status >= 300 && status < 400)
    ? 'is a redirect, which is not followed'
    : `has the status ${status}, which is not one of this operation's`
}

function invalidResponse(answer: HttpAnswer<unknown>, what: string): TimesheetsError {
  return new TimesheetsError(
    'invalid_response',
    `The answer ${what}. Check that baseUrl is the Timesheets API's, and that this client is of its version.`,
    { status: answer.status, requestId: requestIdOf(answer) },
  )
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
  return new TimesheetsError(
    'unexpected_status',
    `Something answered with status ${status}, and not as the Timesheets API does. Check baseUrl, and what stands between.`,
    details,
  )
}

function readProblem(text: string): Problem | undefined {
  try {
    const problem: unknown = JSON.parse(text)
    return problemSchema.safeParse(problem).success ? (problem as Problem) : undefined
  } catch {
    return undefined
  }
}

function requestIdOf(answer: HttpAnswer<unknown>): string | undefined {
  return answer.header('x-request-id')
}
