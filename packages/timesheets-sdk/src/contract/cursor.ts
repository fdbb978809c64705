import { isStorable } from '../model/text.ts'

/** The opaque `cursor` for a place in a list: what the next page begins after. */
export function encodeCursor(place: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place))
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

interface PlaceSchema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false }
}

/** The place that a cursor stands for, or `undefined` when this API never gave it out. */
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

/** No place has a text that no database has: such a cursor was made up. */
function canBeStored(member: unknown): boolean {
  return typeof member !== 'string' || isStorable(member)
}
