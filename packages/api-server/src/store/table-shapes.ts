import { type NewRow, resultColumn, type TableName } from './schema.ts'

interface TableShape {
  readonly key: readonly string[]
  /** The columns that are written, with their PostgreSQL types. */
  readonly columns: Readonly<Record<string, string>>
}

/** Keys and columns of the tables, for statements that write many rows. */
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
      submitted_by: 'text',
      decided_at_ms: 'bigint',
      decided_by: 'text',
      reason: 'text',
      entries_changed_at_ms: 'bigint',
      rejected_at_ms: 'bigint',
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
      former_week: 'text',
      before: 'text',
      after: 'text',
      reason: 'text',
    },
  },
  event_generations: {
    key: ['generation'],
    columns: { generation: 'text', after_sequence: 'bigint', place: 'text', started_at_ms: 'bigint' },
  },
  people: {
    key: ['user_id'],
    columns: {
      user_id: 'text',
      name: 'text',
      email: 'text',
      kind: 'text',
      manager_id: 'text',
      expected_minutes_per_week: 'integer',
      active_from: 'date',
      active_to: 'date',
      time_zone: 'text',
      updated_at_ms: 'bigint',
    },
  },
  absences: {
    key: ['user_id', 'from_date'],
    columns: { user_id: 'text', from_date: 'date', to_date: 'date', kind: 'text', note: 'text' },
  },
  newcomers: {
    key: ['user_id'],
    columns: { user_id: 'text', email: 'text', client: 'text', first_seen_at_ms: 'bigint' },
  },
  spellings: { key: ['address'], columns: { address: 'text', user_id: 'text' } },
  projects: {
    key: ['code'],
    columns: {
      code: 'text',
      name: 'text',
      client: 'text',
      billable: 'boolean',
      active_from: 'date',
      active_to: 'date',
      rates: 'text',
      updated_at_ms: 'bigint',
    },
  },
  reminders: {
    key: ['user_id', 'week'],
    columns: {
      user_id: 'text',
      week: 'text',
      channel: 'text',
      status: 'text',
      asked_by: 'text',
      request_key: 'text',
      claim_id: 'uuid',
      at_ms: 'bigint',
    },
  },
  webhooks: {
    key: ['id'],
    columns: {
      id: 'uuid',
      url: 'text',
      events: 'text',
      description: 'text',
      secret: 'text',
      former_secret: 'text',
      former_secret_until_ms: 'bigint',
      status: 'text',
      delivered_through: 'bigint',
      failing_event: 'bigint',
      failures: 'integer',
      failing_since_ms: 'bigint',
      last_failure: 'text',
      next_attempt_at_ms: 'bigint',
      leased_by: 'text',
      leased_until_ms: 'bigint',
      created_at_ms: 'bigint',
      updated_at_ms: 'bigint',
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
      [resultColumn]: 'text',
      created_at_ms: 'bigint',
    },
  },
}
