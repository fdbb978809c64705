import type { Generated, Selectable } from 'kysely'
import type { AbsenceKind, PersonKind, WebhookStatus, WeekStatus } from 'timesheets-sdk/model'

/**
 * The tables as both engines return them. Flags are 0 or 1 in SQLite, booleans in PostgreSQL; both accept 0
 * and 1.
 */
export interface Database {
  names: NameRow
  stored_entries: StoredEntryRow
  /** A view of `stored_entries`, with texts instead of the numbers of names. */
  entries: EntryRow
  weeks: WeekRow
  stored_events: StoredEventRow
  /** A view of `stored_events`, with texts instead of the numbers of names. */
  events: EventRow
  event_generations: EventGenerationRow
  people: PersonRow
  terms: TermsRow
  absences: AbsenceRow
  newcomers: NewcomerRow
  spellings: SpellingRow
  feeds: FeedRow
  projects: ProjectRow
  project_rates: ProjectRateRow
  reminders: ReminderRow
  webhooks: WebhookRow
  webhook_deliveries: WebhookDeliveryRow
  period_closings: PeriodClosingRow
  period_lines: PeriodLineRow
  policy: PolicyRow
  idempotency_keys: IdempotencyRow
  dpop_proofs: DpopProofRow
}

/** A text that repeats in entries and events, and the number that stands for it there. See `names.ts`. */
export interface NameRow {
  id: Generated<number>
  text: string
}

/** An entry as it is stored. SQLite stores the id as 16 bytes. */
export interface StoredEntryRow {
  id: string
  created_at_ms: number
  /** Null: when it was created. */
  updated_at_ms: number | null
  /** The numbers of names, as `project`, `source` and `external_owner`. */
  person: number
  project: number
  source: number
  external_owner: number | null
  minutes: number
  version: number
  date: string
  billable: number | boolean
  /** Derived from `date`: what the entry is joined to its week by. */
  week: string
  external_id: string | null
  note: string | null
}

export interface EntryRow {
  id: string
  user_id: string
  date: string
  /** Derived from `date`: what the entry is joined to its week by. */
  week: string
  project: string
  minutes: number
  note: string | null
  billable: number | boolean
  external_id: string | null
  external_owner: string | null
  source: string
  created_at_ms: number
  updated_at_ms: number
  version: number
}

/**
 * A person's week. The minutes of its days are kept here, under the lock that every write takes, so that
 * judging an entry reads one row, however many entries there are.
 */
export interface WeekRow {
  user_id: string
  week: string
  status: WeekStatus
  monday_minutes: number
  tuesday_minutes: number
  wednesday_minutes: number
  thursday_minutes: number
  friday_minutes: number
  saturday_minutes: number
  sunday_minutes: number
  billable_minutes: number
  submitted_at_ms: number | null
  submitted_by: string | null
  decided_at_ms: number | null
  decided_by: string | null
  reason: string | null
  entries_changed_at_ms: number | null
  rejected_at_ms: number | null
  /** From its submission on: what the roster said of it. */
  expected_minutes: number | null
  kind: PersonKind | null
  manager_id: string | null
  /** Null: nothing is kept with it. */
  entries_digest: string | null
  corrected_at_ms: number | null
  version: number
}

/** An event as it is stored. SQLite stores the id of an entry as 16 bytes. */
export interface StoredEventRow {
  sequence: Generated<number>
  time_ms: number
  entry_id: string | null
  /** The numbers of names, as `client`, `action`, `subject_type` and `person`. */
  actor: number
  client: number
  action: number
  subject_type: number
  /** The person that it is about. */
  person: number | null
  week: string | null
  /** The week that an entry was moved away from; null: it was not. */
  former_week: string | null
  /** The subject, unless it is an entry or a person. */
  subject_id: string | null
  /** JSON text; see `payloads.ts`. */
  before: string | null
  after: string | null
  reason: string | null
}

export interface EventRow {
  sequence: Generated<number>
  time_ms: number
  actor: string
  client: string
  action: string
  subject_type: string
  subject_id: string | null
  user_id: string | null
  week: string | null
  /** The week that an entry was moved away from; null: it was not. */
  former_week: string | null
  /** JSON text. */
  before: string | null
  after: string | null
  reason: string | null
}

/** A part of the event log, between two restores from a backup. */
export interface EventGenerationRow {
  generation: string
  /** The sequence number of the last event before it; 0: none. */
  after_sequence: number
  /** The database that it was started in; null, or another one: this is a restored copy. */
  place: string | null
  started_at_ms: number
}

/** A person, with the terms of the present day: so they are found by kind and manager. */
export interface PersonRow {
  user_id: string
  name: string
  email: string | null
  kind: PersonKind
  manager_id: string | null
  expected_minutes_per_week: number
  active_from: string
  active_to: string | null
  time_zone: string
  updated_at_ms: number
  /** The first day of the terms in this row. */
  terms_from: string
}

/** The terms of a person from a day on, until before another. */
export interface TermsRow {
  user_id: string
  from_date: string
  until_date: string
  name: string
  kind: PersonKind
  manager_id: string | null
  expected_minutes_per_week: number
  /** JSON text: seven numbers, Monday first; null: a fifth of the week from Monday to Friday. */
  weekday_minutes: string | null
  rate_group: string | null
  holiday_calendar: string | null
  time_zone: string
}

export interface AbsenceRow {
  user_id: string
  from_date: string
  to_date: string
  kind: AbsenceKind
  note: string | null
}

/** Somebody who signed in and was not in the roster then. */
export interface NewcomerRow {
  user_id: string
  email: string | null
  client: string
  first_seen_at_ms: number
}

/** An address that is stored in other letters than addresses are written in: from before they were folded. */
export interface SpellingRow {
  address: string
  user_id: string
}

/** The calendar feed of a person. */
export interface FeedRow {
  user_id: string
  /** SHA-256 of its secret, in hex. */
  digest: string
  created_at_ms: number
  created_by: string
}

export interface ProjectRow {
  code: string
  name: string
  client: string | null
  billable: number | boolean
  active_from: string | null
  active_to: string | null
  budget_minutes: number | null
  /** JSON text: all rates by the day from which they count. */
  rates: string | null
  updated_at_ms: number
}

/** The price of an hour from a day on, until before another, for reports. Derived from `projects.rates`. */
export interface ProjectRateRow {
  project: string
  /** The people: a kind, or `group:` and the name of a rate group. */
  people: string
  from_date: string
  until_date: string
  currency: string
  /** Per hour, in the smallest unit of the currency. */
  minor_units: number
}

/** A reminder about a week: claimed before it is sent, so that it is never sent twice. */
export interface ReminderRow {
  user_id: string
  week: string
  channel: string
  status: 'sending' | 'sent'
  asked_by: string
  /** The `Idempotency-Key` that it was asked for with, by whom: with it, it is never sent again. */
  request_key: string | null
  /** Tells one claim from the next. */
  claim_id: string
  at_ms: number
}

export interface WebhookRow {
  id: string
  url: string
  /** JSON text: a list of event types. */
  events: string
  description: string | null
  secret: string
  /** The secret before it was changed; signs, too, until `former_secret_until_ms`. */
  former_secret: string | null
  former_secret_until_ms: number | null
  status: WebhookStatus
  /** Events through this sequence number were delivered, or were not asked for. */
  delivered_through: number
  /** The sequence number of the event whose delivery fails. */
  failing_event: number | null
  failures: number
  failing_since_ms: number | null
  last_failure: string | null
  next_attempt_at_ms: number | null
  /** The process that delivers for it, until `leased_until_ms`. */
  leased_by: string | null
  leased_until_ms: number | null
  created_at_ms: number
  updated_at_ms: number
}

/** One attempt to deliver to a webhook; the last ones are kept. */
export interface WebhookDeliveryRow {
  webhook_id: string
  /** In the order of the attempts. */
  id: string
  at_ms: number
  /** Null: a test message. */
  event_sequence: number | null
  type: string
  message_id: string
  attempt: number
  status: number | null
  /** Null: it was delivered. */
  failure: string | null
  duration_ms: number
  next_attempt_at_ms: number | null
}

/** One closing of a month. */
export interface PeriodClosingRow {
  period: string
  version: number
  closed_at_ms: number
  closed_by: string
  reason: string | null
  digest: string
  /** JSON text: the columns of its file. */
  columns: string
  lines: number
  people: number
  entries: number
  minutes: number
  billable_minutes: number
  late_minutes: number
  /** JSON text: the sums by currency. */
  amounts: string
  locked_through_before: string | null
  /** Null: it is in force. */
  reopened_at_ms: number | null
  reopened_by: string | null
  reopen_reason: string | null
}

/** The hours of a person on a day and project, as a closing contains them: never changed or deleted. */
export interface PeriodLineRow {
  period: string
  version: number
  user_id: string
  date: string
  project: string
  /** 1 or 0 in both engines. */
  billable: number
  name: string
  kind: PersonKind | 'unknown'
  client: string
  minutes: number
  entries: number
  /** Per hour, in the smallest unit of `currency`; null: no rate. */
  rate_minor_units: number | null
  amount_minor_units: number | null
  currency: string | null
}

export interface PolicyRow {
  /** Always 1: there is one policy. */
  id: number
  /** JSON text. */
  policy: string
}

export interface IdempotencyRow {
  client: string
  subject: string
  operation: string
  key: string
  body_digest: string
  /** The result as JSON text. */
  [resultColumn]: string
  created_at_ms: number
}

/** A DPoP proof that was used. */
export interface DpopProofRow {
  /** A digest of the key and of the proof's own id. */
  id: string
  expires_at_ms: number
}

/** The name under which results are stored since the first version. */
export const resultColumn = 'answer'

/** The tables of lasting records: those that a copy of the database consists of. */
export type TableName = Exclude<keyof Database, 'dpop_proofs' | 'entries' | 'events'>

/** A row for an insert: the event log numbers its rows itself. */
export type NewRow<T extends TableName> = T extends 'stored_events'
  ? Omit<StoredEventRow, 'sequence'>
  : Selectable<Database[T]>
