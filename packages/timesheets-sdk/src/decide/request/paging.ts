import { HttpProblem, violationError } from '../problem-error.ts'

/** A page of a list. */
export interface Page<Item> {
  readonly data: Item[]
  readonly nextCursor: string | null
}

/** A page of `limit` at most, of what was found when one more was asked for: that one tells whether there is a next page. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const data = found.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? cursorOf(last) : null }
}

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
  if (violations.length > 0) throw violationError(violations)
}

/** @throws {ProblemError} where a period ends before it begins */
export function checkPeriod({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}): void {
  if (from === undefined || to === undefined || from <= to) return
  const message = `from, ${from}, lies after to, ${to}`
  throw violationError({ code: 'out_of_range', message, path: '/from' })
}
