export const contentProblems = [
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'missing_field',
] as const
export const ruleProblems = [
  'not_your_timesheet',
  'week_locked',
  'period_locked',
  'day_over_maximum',
  'project_unlisted',
  'project_inactive',
] as const
export const idempotencyProblems = ['idempotency_key_in_use', 'idempotency_key_reused'] as const
