import { problemOfViolations } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { HttpProblem } from '../http/http-problem.ts'

/** The place that a cursor stands for, if there is one. @throws {HttpProblem} `malformed_cursor` */
export function placeOf<Place>(
  cursor: string | undefined,
  decode: (cursor: string) => Place | undefined,
): Place | undefined {
  if (cursor === undefined) return undefined
  const place = decode(cursor)
  if (place !== undefined) return place
  throw new HttpProblem(
    'malformed_cursor',
    'cursor must be a nextCursor that this API gave: start again without one',
  )
}

/** @throws {ProblemError} where a stream is asked for in pages */
export function refusePaging(paging: { readonly limit?: unknown; readonly cursor?: unknown }): void {
  const violations = Object.entries(paging)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({
      code: 'unknown_field',
      message: `${name} is for pages of JSON: a stream has it all, so leave it out`,
      path: `/${name}`,
    }))
  if (violations.length > 0) throw new ProblemError(problemOfViolations(violations))
}
