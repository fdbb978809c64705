import { defaultPageSize } from '../contract/limits.ts'
import { jsonAnswer } from './answers.ts'
import { refuse } from './refusal.ts'

/**
 * Answers a page of what is in order already.
 *
 * @throws {Refusal} `malformed_cursor`
 */
export function pageAnswer<Item, Place>(
  items: readonly Item[],
  {
    limit = defaultPageSize,
    cursor,
  }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  places: {
    readonly read: (cursor: string) => Place | undefined
    readonly write: (item: Item) => string
    readonly isAfter: (item: Item, place: Place) => boolean
  },
): Response {
  const after = cursor === undefined ? undefined : places.read(cursor)
  if (cursor !== undefined && after === undefined) {
    throw refuse('malformed_cursor', 'cursor must be a nextCursor that this API gave')
  }
  const rest = after === undefined ? items : items.filter((item) => places.isAfter(item, after))
  const data = rest.slice(0, limit)
  const last = data.at(-1)
  return jsonAnswer(200, { data, nextCursor: rest.length > limit && last ? places.write(last) : null })
}
