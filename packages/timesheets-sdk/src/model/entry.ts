import * as z from 'zod/mini'
import { calendarDate, timestamp } from './calendar-schemas.ts'
import { hoursFromMinutes } from './hours.ts'
import { instantFromMs } from './instant.ts'
import { freeText, lineOfText, nameOf, storedText } from './text.ts'
import { weekStatus } from './week.ts'

/** A {@link userId} in a path or a filter, where `me` means the caller. */
export const userIdOrMe = lineOfText(255)
/** The id of a person. Never `me`: in a path that means the caller, so no path could name such a person. */
export const userId = userIdOrMe.check(
  z.refine((text) => text !== 'me', {
    error: 'must not be me here: send the userId of the person',
    params: { code: 'invalid_value' },
  }),
  z.describe('The person, by the identity claim of their token. Never me'),
)
export const project = storedText(64).check(z.describe('The project code'))
/** The {@link project} in a request. */
export const projectCode = nameOf(64).check(z.describe('The project code'))
export const externalId = lineOfText(128).check(
  z.describe(
    'The id of this entry in its source. Pushing it again from the same source updates the entry instead of adding a second one. It is unique per person if a person pushes; for a machine client it is unique overall, unless the policy says otherwise for the source',
  ),
)
/** The name of a source of entries. */
export const sourceName = lineOfText(255)
const hours = z.number().check(z.describe('Decimal hours; hours * 60 must be within 0.01 of a whole minute'))
const note = freeText(2_000)

/** An entry as the API returns it: one line of work. Members that a later version adds are kept. */
export const entrySchema = z.object({
  id: z.uuid().check(z.describe('UUIDv7')),
  userId,
  date: calendarDate,
  project,
  hours,
  note: z.optional(storedText(2_000)),
  billable: z.boolean(),
  externalId: z.optional(externalId),
  source: z
    .string()
    .check(
      z.describe('The source that the entry was pushed from. Default: the id of the client that created it'),
    ),
  status: weekStatus,
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.int().check(z.describe('The number of changes, counted from 1')),
})

/** An entry as the API returns it: one line of work. A later version of the API may add members. */
export type Entry = {
  /** UUIDv7. */
  readonly id: string
  /** The person, by the identity claim of their token. */
  readonly userId: string
  /** A calendar date, `YYYY-MM-DD`, without time or zone. */
  readonly date: string
  /** The project code. */
  readonly project: string
  /** Decimal hours: `hours * 60` is within 0.01 of a whole minute. */
  readonly hours: number
  /** A note of up to 2,000 characters. */
  readonly note?: string | undefined
  /** Whether the work is invoiced to a customer. */
  readonly billable: boolean
  /** The id of this entry in its source. */
  readonly externalId?: string | undefined
  /** The source that the entry was pushed from. Default: the id of the client that created it. */
  readonly source: string
  /** The status of the entry's week: only entries of open and rejected weeks can change. */
  readonly status: z.infer<typeof weekStatus>
  /** When it was created: an instant in UTC, RFC 3339, with milliseconds. */
  readonly createdAt: string
  /** When it was changed last: an instant in UTC, RFC 3339, with milliseconds. */
  readonly updatedAt: string
  /** The number of changes, counted from 1. */
  readonly version: number
}

/** The body of a request to create an entry. Unknown members are rejected as typing errors. */
export const newEntrySchema = z.strictObject({
  userId: z.optional(userId),
  date: calendarDate,
  project: projectCode,
  hours,
  note: z.optional(note),
  billable: z
    .optional(z.boolean())
    .check(z.describe("Default: the project's setting, else true. On a re-push, the stored value is kept")),
  externalId: z.optional(externalId),
})

/** The body of a request to create an entry. */
export type NewEntry = {
  /** The person, by the identity claim of their token. Default: the caller, if that is a person. */
  readonly userId?: string | undefined
  /** A calendar date, `YYYY-MM-DD`, without time or zone. */
  readonly date: string
  /** The project code. */
  readonly project: string
  /** Decimal hours: `hours * 60` must be within 0.01 of a whole minute. */
  readonly hours: number
  /** A note of up to 2,000 characters. */
  readonly note?: string | undefined
  /** Default: the project's setting, else true. On a re-push, the stored value is kept. */
  readonly billable?: boolean | undefined
  /**
   * The id of this entry in its source. Pushing it again from the same source updates the entry instead of
   * adding a second one. It is unique per person if a person pushes; for a machine client it is unique
   * overall, unless the policy says otherwise for the source.
   */
  readonly externalId?: string | undefined
}
export type ParsedEntry = z.output<typeof newEntrySchema>

/** An item of a batch: a new or an existing entry. */
export const pushedEntrySchema = z.extend(newEntrySchema, {
  id: z
    .optional(z.uuid())
    .check(
      z.describe(
        'The id of an existing entry, as exported. The entry is updated to this content, no matter which client created it. Without an id or a known externalId, a new entry is created',
      ),
    ),
})

/** An item of a batch: a new or an existing entry. */
export type PushedEntry = NewEntry & {
  /**
   * The id of an existing entry, as exported. The entry is updated to this content, no matter which client
   * created it. Without an id or a known `externalId`, a new entry is created.
   */
  readonly id?: string | undefined
}
export type ParsedPush = z.output<typeof pushedEntrySchema>

/** The body of a request to change an entry: only the changed members. `note: null` removes the note. */
export const entryPatchSchema = z.strictObject({
  date: z.optional(calendarDate),
  project: z.optional(projectCode),
  hours: z.optional(hours),
  note: z.optional(z.nullable(note)),
  billable: z.optional(z.boolean()),
})

/** The changed members of an entry. */
export type EntryPatch = {
  /** A calendar date, `YYYY-MM-DD`, without time or zone. */
  readonly date?: string | undefined
  /** The project code. */
  readonly project?: string | undefined
  /** Decimal hours: `hours * 60` must be within 0.01 of a whole minute. */
  readonly hours?: number | undefined
  /** `null` removes the note. */
  readonly note?: string | null | undefined
  /** Whether the work is invoiced to a customer. */
  readonly billable?: boolean | undefined
}

/** A stored entry: whole minutes, without its week's status. Times are milliseconds since the epoch. */
export interface EntryRecord {
  readonly id: string
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly minutes: number
  readonly note: string | null
  readonly billable: boolean
  readonly externalId: string | null
  /** The person among whose entries `externalId` is unique; `''`: unique among all entries of the source. */
  readonly externalOwner: string | null
  readonly source: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly version: number
}

/** The content of an entry, as it is created: without what the API adds. */
export function newEntryOf({ userId, date, project, hours, note, billable, externalId }: Entry): NewEntry {
  return {
    userId,
    date,
    project,
    hours,
    billable,
    ...(note === undefined ? {} : { note }),
    ...(externalId === undefined ? {} : { externalId }),
  }
}

/** The API's entry for a record, with its week's status. Absent values are omitted. */
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
