import * as z from 'zod/mini'
import { timestamp } from './calendar-schemas.ts'

export const eventActions = [
  'entry.created',
  'entry.updated',
  'entry.deleted',
  'week.submitted',
  'week.recalled',
  'week.approved',
  'week.rejected',
  'week.reopened',
  'week.reminded',
  'policy.updated',
  'person.added',
  'person.updated',
  'person.corrected',
  'person.removed',
  'absence.recorded',
  'absence.removed',
  'absence.corrected',
  'project.added',
  'project.updated',
  'project.removed',
  'webhook.added',
  'webhook.updated',
  'webhook.removed',
] as const

/** The kind of change that an event records. */
export type EventAction = (typeof eventActions)[number]

/** The thing that was changed. */
export type EventSubject =
  | { readonly type: 'entry'; readonly id: string; readonly userId: string }
  | { readonly type: 'week'; readonly userId: string; readonly week: string }
  | { readonly type: 'person'; readonly userId: string }
  | { readonly type: 'project'; readonly code: string }
  | { readonly type: 'webhook'; readonly id: string }
  | { readonly type: 'policy' }

/** One change, recorded in the same transaction. Times are milliseconds since the epoch. */
export interface EventRecord {
  readonly timeMs: number
  /** The `sub` of the token that made the change. */
  readonly actor: string
  readonly client: string
  readonly action: EventAction
  readonly subject: EventSubject
  /** The week it belongs to, for the week's history. */
  readonly week: string | null
  /** The earlier week of an entry that was moved, for that week's history. */
  readonly formerWeek?: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
}

/** One change, as the API returns it. Members and actions that a later version adds are kept. */
export const eventSchema = z.object({
  sequence: z
    .int()
    .check(z.describe('Increases with every commit: after n, no event with a smaller number can appear')),
  generation: z
    .string()
    .check(
      z.describe('The generation of the log that the event was added to: a restored log starts another'),
    ),
  time: timestamp,
  actor: z.string(),
  client: z.string(),
  action: z.string(),
  subject: z.looseObject({ type: z.string() }),
  week: z.nullable(z.string()),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.nullable(z.string()),
})
export type Event = z.infer<typeof eventSchema>
