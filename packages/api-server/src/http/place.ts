import { malformedCursor } from './malformed-cursor.ts'

/** The place that a `cursor` stands for, by what reads it. @throws {HttpProblem} `malformed_cursor` */
export function placeOf<Place>(
  cursor: string | undefined,
  read: (cursor: string) => Place | undefined,
): Place | undefined {
  if (cursor === undefined) return undefined
  const place = read(cursor)
  if (place === undefined) throw malformedCursor()
  return place
}
