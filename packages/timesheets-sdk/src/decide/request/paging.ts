import { HttpProblem, violationError } from '../problem-error.ts'

/** A page of a list. */
export interface Page<Item> {
  readonly data: Item[]
  readonly nextCursor: string | null
}

/** A page of at most `limit` items. `found` has one more item if there is a next page. */
export function pageOf<Item>(
  found: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): Page<Item> {
  const data = found.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? cursorOf(last) : null }
}

/** The position of a cursor; `undefined` without one. @throws {HttpProblem} `malformed_cursor` */
export function placeOf<Place>(
  cursor: string | undefined,
  decode: (cursor: string) => Place | undefined,
): Place | undefined {
  if (cursor === undefined) return undefined
  const place = decode(cursor)
  if (place !== undefined) return place
  throw new HttpProblem(
    'malformed_cursor',
    'cursor must be a nextCursor from this API: start again without one',
  )
}

/** @throws {ProblemError} if a stream is requested in pages */
export function refusePaging(paging: { readonly limit?: unknown; readonly cursor?: unknown }): void {
  const violations = Object.entries(paging)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({
      code: 'unknown_field',
      message: `${name} only applies to pages of JSON: omit it for a stream`,
      path: `/${name}`,
    }))
  if (violations.length > 0) throw violationError(violations)
}
