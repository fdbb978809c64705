import * as z from 'zod/mini'
import { timestamp } from './timestamp.ts'

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
  'person.removed',
  'absence.recorded',
  'absence.removed',
  'project.added',
  'project.updated',
  'project.removed',
  'webhook.added',
  'webhook.updated',
  'webhook.removed',
] as const

/** What an event tells of. */
export type EventAction = (typeof eventActions)[number]

/** What was changed. */
export type EventSubject =
  | { readonly type: 'entry'; readonly id: string; readonly userId: string }
  | { readonly type: 'week'; readonly userId: string; readonly week: string }
  | { readonly type: 'person'; readonly userId: string }
  | { readonly type: 'project'; readonly code: string }
  | { readonly type: 'webhook'; readonly id: string }
  | { readonly type: 'policy' }

/** One change, as it is recorded in the change's own transaction. Times are milliseconds since the epoch. */
export interface EventRecord {
  readonly timeMs: number
  /** The `sub` of the token that made the change. */
  readonly actor: string
  readonly client: string
  readonly action: EventAction
  readonly subject: EventSubject
  /** The week that it is about, for the week's history. */
  readonly week: string | null
  /** The week that an entry was in before, where it was moved: for that week's history. */
  readonly formerWeek?: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
}

/** One change, as the API answers it. Members and actions that a later version adds are let through. */
export const eventSchema = z.object({
  sequence: z
    .int()
    .check(z.describe('Greater with every commit: who has seen n never meets a smaller one unseen')),
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
