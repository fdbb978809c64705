import type { Generated } from 'kysely'
import type { WeekStatus } from 'timesheets-sdk/model'

/** The tables, as both engines answer them. Flags are 0 or 1 in SQLite, booleans in PostgreSQL; both take 0 and 1. */
export interface Database {
  entries: EntryRow
  weeks: WeekRow
  events: EventRow
  policy: PolicyRow
  idempotency_keys: IdempotencyRow
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
 * A person's week. The minutes of its days are kept here, under the lock that every write takes, so that judging
 * an entry reads one row, however many entries there are.
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
  decided_at_ms: number | null
  decided_by: string | null
  reason: string | null
  version: number
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
  /** JSON text. */
  before: string | null
  after: string | null
  reason: string | null
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
  /** JSON text of what was answered. */
  answer: string
  created_at_ms: number
}

export type TableName = keyof Database

/** A row as it is written: the event log numbers its rows itself. */
export type NewRow<T extends TableName> = T extends 'events' ? Omit<EventRow, 'sequence'> : Database[T]

interface TableShape {
  readonly key: readonly string[]
  /** The columns that are written, with their PostgreSQL types. */
  readonly columns: Readonly<Record<string, string>>
}

/** What the engines need to know of the tables to write many rows with one statement. */
export const tableShapes: {
  readonly [T in TableName]: TableShape & { readonly columns: Readonly<Record<keyof NewRow<T>, string>> }
} = {
  entries: {
    key: ['id'],
    columns: {
      id: 'uuid',
      user_id: 'text',
      date: 'date',
      week: 'text',
      project: 'text',
      minutes: 'integer',
      note: 'text',
      billable: 'boolean',
      external_id: 'text',
      external_owner: 'text',
      source: 'text',
      created_at_ms: 'bigint',
      updated_at_ms: 'bigint',
      version: 'integer',
    },
  },
  weeks: {
    key: ['user_id', 'week'],
    columns: {
      user_id: 'text',
      week: 'text',
      status: 'text',
      monday_minutes: 'integer',
      tuesday_minutes: 'integer',
      wednesday_minutes: 'integer',
      thursday_minutes: 'integer',
      friday_minutes: 'integer',
      saturday_minutes: 'integer',
      sunday_minutes: 'integer',
      billable_minutes: 'integer',
      submitted_at_ms: 'bigint',
      decided_at_ms: 'bigint',
      decided_by: 'text',
      reason: 'text',
      version: 'integer',
    },
  },
  events: {
    key: ['sequence'],
    columns: {
      time_ms: 'bigint',
      actor: 'text',
      client: 'text',
      action: 'text',
      subject_type: 'text',
      subject_id: 'text',
      user_id: 'text',
      week: 'text',
      before: 'text',
      after: 'text',
      reason: 'text',
    },
  },
  policy: { key: ['id'], columns: { id: 'integer', policy: 'text' } },
  idempotency_keys: {
    key: ['client', 'subject', 'operation', 'key'],
    columns: {
      client: 'text',
      subject: 'text',
      operation: 'text',
      key: 'text',
      body_digest: 'text',
      answer: 'text',
      created_at_ms: 'bigint',
    },
  },
}
