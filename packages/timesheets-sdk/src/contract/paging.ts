import * as z from 'zod/mini'
import { isStorable } from '../model/text.ts'
import { maximumPageSize } from './limits.ts'

const pageLimit = z.pipe(
  z.string().check(z.regex(/^\d{1,6}$/, { error: `must be a whole number from 1 to ${maximumPageSize}` })),
  z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(maximumPageSize))),
)

/** The query parameters of every list. `limit`: the most items of a page. */
export const pagingParameters = { limit: z.optional(pageLimit), cursor: z.optional(z.string()) }

/** A page of a list. `nextCursor` is null on the last page. */
export function pageSchema<Item extends z.core.$ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.nullable(z.string()) })
}

/** The opaque `cursor` for a position in a list. The next page starts after it. */
export function encodeCursor(place: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

interface PlaceSchema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false }
}

/** The position that a cursor stands for; `undefined` if this API never returned it. */
export function decodeCursor<T>(cursor: string, schema: PlaceSchema<T>): T | undefined {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    const place: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const parsed = schema.safeParse(place)
    return parsed.success && Array.isArray(place) && place.every(canBeStored) ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** A text that no database can store cannot come from a real position. */
function canBeStored(member: unknown): boolean {
  return typeof member !== 'string' || isStorable(member)
}
