import * as z from 'zod/mini'
import type { Absence } from './absence.ts'
import { timestamp } from './calendar-schemas.ts'
import type { Project } from './catalogue.ts'
import type { Entry } from './entry.ts'
import type { Feed } from './feed.ts'
import type { Closing, ClosingFigures } from './period.ts'
import type { Person } from './person.ts'
import type { Policy } from './policy.ts'
import type { Webhook } from './webhook.ts'
import type { WeekStatus } from './week.ts'
import type { Week } from './week-schema.ts'

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
  'period.closed',
  'period.reopened',
  'policy.updated',
  'person.added',
  'person.updated',
  'person.corrected',
  'person.removed',
  'absence.recorded',
  'absence.removed',
  'absence.corrected',
  'feed.created',
  'feed.withdrawn',
  'project.added',
  'project.updated',
  'project.corrected',
  'project.removed',
  'webhook.added',
  'webhook.updated',
  'webhook.removed',
] as const

/** The kind of change that an event records. */
export type EventAction = (typeof eventActions)[number]

/** The kinds of things that change. */
export const eventSubjectTypes = [
  'entry',
  'week',
  'person',
  'feed',
  'project',
  'webhook',
  'period',
  'policy',
] as const satisfies readonly EventSubject['type'][]
export type EventSubjectType = (typeof eventSubjectTypes)[number]

/** The thing that was changed. */
export type EventSubject =
  | { readonly type: 'entry'; readonly id: string; readonly userId: string }
  | { readonly type: 'week'; readonly userId: string; readonly week: string }
  | { readonly type: 'person'; readonly userId: string }
  | { readonly type: 'feed'; readonly userId: string }
  | { readonly type: 'project'; readonly code: string }
  | { readonly type: 'webhook'; readonly id: string }
  | { readonly type: 'period'; readonly period: string }
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

/** The members that every event has. */
interface EventBase {
  /** Increases with every commit: after n, no event with a smaller number can appear. */
  readonly sequence: number
  /** The generation of the log that the event was added to: a restored log starts another. */
  readonly generation: string
  /** When it happened: an instant in UTC, RFC 3339, with milliseconds. */
  readonly time: string
  /** The `sub` of the token that made the change. */
  readonly actor: string
  /** The client that the token was issued to. */
  readonly client: string
  /** The ISO week that the change belongs to; `null`: none. */
  readonly week: string | null
  /** The reason that was given, for example for rejecting a week. */
  readonly reason: string | null
}

interface EventOf<Action extends EventAction, Type extends EventSubject['type'], Before, After>
  extends EventBase {
  /** The kind of change: narrows `subject`, `before` and `after`. */
  readonly action: Action
  /** The thing that was changed. */
  readonly subject: Extract<EventSubject, { readonly type: Type }>
  /** The thing before the change; `null`: it did not exist. */
  readonly before: Before
  /** The thing after the change; `null`: it no longer exists. */
  readonly after: After
}

/** The status of a week. */
interface WeekState {
  readonly status: WeekStatus
}

/** A webhook in the log, without its secret. */
interface LoggedWebhook extends Pick<Webhook, 'url' | 'events'> {
  readonly [member: string]: unknown
}

/**
 * One change, as the API returns it. `action` narrows the union. A later version of the API may add actions
 * and members: handle an unknown `action` in a `default` branch.
 */
export type Event =
  | EventOf<'entry.created', 'entry', null, Entry>
  | EventOf<'entry.updated', 'entry', Entry, Entry>
  | EventOf<'entry.deleted', 'entry', Entry, null>
  | EventOf<'week.submitted', 'week', WeekState, WeekState & SubmittedFigures>
  | EventOf<'week.recalled', 'week', WeekState, WeekState>
  | EventOf<'week.approved', 'week', WeekState, WeekState & Partial<SubmittedFigures>>
  | EventOf<'week.rejected', 'week', WeekState, WeekState>
  | EventOf<'week.reopened', 'week', WeekState, WeekState>
  | EventOf<'week.reminded', 'week', null, { readonly channel: string }>
  | EventOf<'period.closed', 'period', PeriodLock, ClosedFigures>
  | EventOf<'period.reopened', 'period', PeriodLock & Pick<ClosedFigures, 'version' | 'digest'>, PeriodLock>
  | EventOf<'policy.updated', 'policy', Policy, Policy>
  | EventOf<'person.added', 'person', null, Person>
  | EventOf<'person.updated', 'person', Person, Person>
  | EventOf<'person.removed', 'person', Person, null>
  | EventOf<'absence.recorded', 'person', Absence | null, Absence>
  | EventOf<'absence.removed', 'person', Absence, null>
  | EventOf<'feed.created', 'feed', Pick<Feed, 'createdAt'> | null, Pick<Feed, 'createdAt'>>
  | EventOf<'feed.withdrawn', 'feed', Pick<Feed, 'createdAt'>, null>
  | EventOf<'project.added', 'project', null, Project>
  | EventOf<'project.updated', 'project', Project, Project>
  | EventOf<'project.corrected', 'project', Project, (Project | object) & CorrectedWeeks>
  | EventOf<'project.removed', 'project', Project, null>
  | EventOf<'webhook.added', 'webhook', null, LoggedWebhook>
  | EventOf<'webhook.updated', 'webhook', LoggedWebhook, LoggedWebhook>
  | EventOf<'webhook.removed', 'webhook', LoggedWebhook, null>

/** The last locked day, which a closing or reopening moves. */
type PeriodLock = Pick<Policy, 'lockedThrough'>

/** The figures of a closing; `obstacles`: the number of weeks that stood in its way. */
type ClosedFigures = PeriodLock & ClosingFigures & Pick<Closing, 'version'> & { readonly obstacles: number }

/** The approved and closed weeks whose amounts a correction changes. */
interface CorrectedWeeks {
  readonly correctedWeeks: readonly string[]
}

/** The figures that a submission freezes; logs of earlier versions have the hours alone. */
type SubmittedFigures = Pick<Week, 'totalHours' | 'billableHours' | 'days'> &
  Partial<Pick<Week, 'expectedHours' | 'kind' | 'managerId' | 'entriesDigest'>>

/** An event on the wire. Members and actions that a later version adds are kept. */
const wireEventSchema = z.object({
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
/** {@link wireEventSchema}, with the type that this version knows. */
export const eventSchema = wireEventSchema as unknown as z.ZodMiniType<Event, Event>
