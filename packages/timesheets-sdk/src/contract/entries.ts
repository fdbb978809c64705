import * as z from 'zod/mini'
import { calendarDate } from '../model/calendar-schemas.ts'
import { entrySchema, projectCode, sourceName, userIdOrMe } from '../model/entry.ts'
import { factMembers } from '../model/facts.ts'
import { weekStatus } from '../model/week.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** The filters of `GET /timesheets`, as query parameters. `from` and `to` are inclusive. */
export const entryFiltersSchema = z.strictObject({
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
  project: z.optional(projectCode),
  status: z.optional(weekStatus),
  userId: z.optional(userIdOrMe).check(z.describe('The person. Default: me, the caller')),
})
export type EntryFilters = z.infer<typeof entryFiltersSchema>

/** All query parameters of `GET /timesheets`. */
export const listEntriesQuerySchema = z.extend(entryFiltersSchema, {
  everyone: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: the entries of everyone the caller may see, by person')),
  ...pagingParameters,
})

/** The filters of a list of entries, without paging. */
export type ListedEntryFilters = Omit<z.infer<typeof listEntriesQuerySchema>, 'limit' | 'cursor'>

/**
 * A page of entries, by date, then id; with `everyone=true`, by person first. `nextCursor` is null on the
 * last page.
 */
export const entryPageSchema = pageSchema(entrySchema)
export type EntryPage = z.infer<typeof entryPageSchema>

/** A position in a list of entries. The next page starts after it. */
export interface EntryPosition {
  readonly date: string
  readonly id: string
}

const positionSchema = z.tuple([calendarDate, z.uuid()])

/** The opaque `cursor` for a position. */
export function cursorOf(position: EntryPosition): string {
  return encodeCursor([position.date, position.id])
}

/** The position that a cursor stands for; `undefined` if this API never returned it. */
export function positionOf(cursor: string): EntryPosition | undefined {
  const place = decodeCursor(cursor, positionSchema)
  return place && { date: place[0], id: place[1] }
}

/** As {@link EntryPosition}, with `everyone=true`. */
export interface EveryonesPosition extends EntryPosition {
  readonly userId: string
}

const everyonesPositionSchema = z.tuple([z.string(), calendarDate, z.uuid()])

/** As {@link cursorOf}, with `everyone=true`. */
export function everyonesCursorOf({ userId, date, id }: EveryonesPosition): string {
  return encodeCursor([userId, date, id])
}

/** As {@link positionOf}, with `everyone=true`. */
export function everyonesPositionOf(cursor: string): EveryonesPosition | undefined {
  const place = decodeCursor(cursor, everyonesPositionSchema)
  return place && { userId: place[0], date: place[1], id: place[2] }
}

/** A warning of the rules about a stored entry. */
export const warningSchema = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string(),
  ...factMembers,
})

/** An entry as a write returns it, with the warnings of the rules. */
export const writtenEntrySchema = z.extend(entrySchema, { warnings: z.optional(z.array(warningSchema)) })
export type WrittenEntry = z.infer<typeof writtenEntrySchema>

/** The query parameter of operations that create entries. */
export const sourceParameter = {
  source: z
    .optional(sourceName)
    .check(
      z.describe(
        'The source whose externalIds these are. Default: the id of the client, so that another client does not find the entries again. To replace a client, name a source that the policy allows both to use',
      ),
    ),
}

/** The query parameters of `POST /timesheets`. */
export const createEntryQuerySchema = z.strictObject(sourceParameter)
