import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { hoursFromMinutes } from './hours.ts'
import { instantFromMs } from './instant.ts'
import { freeText, lineOfText } from './text.ts'
import { timestamp } from './timestamp.ts'
import { weekStatus } from './week.ts'

/** What a path or a filter takes where {@link userId} is meant: `me` is the caller there. */
export const userIdOrMe = lineOfText(255)
/** Who somebody is. Never `me`: stored, it would be a person whom nobody can be and whom no path can name. */
export const userId = userIdOrMe.check(
  z.refine((text) => text !== 'me', {
    error: 'must not be me here: send the userId of the person',
    params: { code: 'invalid_value' },
  }),
  z.describe('Whose time it is: the identity claim of their token. Never me'),
)
export const project = lineOfText(64).check(z.describe('The code of the project'))
export const externalId = lineOfText(128).check(
  z.describe(
    'The name of this entry in the system it comes from; pushing it again changes it, never doubles it',
  ),
)
const hours = z.number().check(z.describe('Decimal hours; hours * 60 must be within 0.01 of a whole minute'))
const note = freeText(2_000)

/** An entry as the API answers it: one line of work. Members that a later version adds are let through. */
export const entrySchema = z.object({
  id: z.uuid().check(z.describe('UUIDv7')),
  userId,
  date: calendarDate,
  project,
  hours,
  note: z.optional(note),
  billable: z.boolean(),
  externalId: z.optional(externalId),
  source: z.string().check(z.describe('The id of the client that made it')),
  status: weekStatus,
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.int().check(z.describe('Counts the changes, from 1')),
})
export type Entry = z.infer<typeof entrySchema>

/** What a client sends to make an entry. Members that are not named here are refused: they are slips. */
export const newEntrySchema = z.strictObject({
  userId: z.optional(userId),
  date: calendarDate,
  project,
  hours,
  note: z.optional(note),
  billable: z
    .optional(z.boolean())
    .check(
      z.describe(
        'Where it is not said: what the catalogue says of the project, else true; of an entry that is pushed again, what it is',
      ),
    ),
  externalId: z.optional(externalId),
})
export type NewEntry = z.input<typeof newEntrySchema>
export type ParsedEntry = z.output<typeof newEntrySchema>

/** An item of a batch: a new entry, or one that exists. */
export const pushedEntrySchema = z.extend(newEntrySchema, {
  id: z
    .optional(z.uuid())
    .check(
      z.describe(
        'The entry that this is, as it was exported: it is changed to what is said here, whichever client made it. Without an id, and without an externalId that exists, the entry is new',
      ),
    ),
})
export type PushedEntry = z.input<typeof pushedEntrySchema>
export type ParsedPush = z.output<typeof pushedEntrySchema>

/** What a client sends to change an entry: only what changes; `note: null` takes the note away. */
export const entryPatchSchema = z.strictObject({
  date: z.optional(calendarDate),
  project: z.optional(project),
  hours: z.optional(hours),
  note: z.optional(z.nullable(note)),
  billable: z.optional(z.boolean()),
})
export type EntryPatch = z.infer<typeof entryPatchSchema>

/** An entry as it is kept: whole minutes, and nothing of its week. Times are milliseconds since the epoch. */
export interface EntryRecord {
  readonly id: string
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly minutes: number
  readonly note: string | null
  readonly billable: boolean
  readonly externalId: string | null
  /** Within whose entries `externalId` is unique: the person's, or `''`, all of the client's. */
  readonly externalOwner: string | null
  readonly source: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly version: number
}

/** The entry that a record is answered as, with its week's status. Absent values are left out. */
export function entryFromRecord(record: Omit<EntryRecord, 'externalOwner'>, status: Entry['status']): Entry {
  return {
    id: record.id,
    userId: record.userId,
    date: record.date,
    project: record.project,
    hours: hoursFromMinutes(record.minutes),
    ...(record.note === null ? {} : { note: record.note }),
    billable: record.billable,
    ...(record.externalId === null ? {} : { externalId: record.externalId }),
    source: record.source,
    status,
    createdAt: instantFromMs(record.createdAtMs),
    updatedAt: instantFromMs(record.updatedAtMs),
    version: record.version,
  }
}
