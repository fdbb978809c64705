import * as z from 'zod/mini'
import { factMembers } from '../model/facts.ts'
import type { Violation } from '../model/violation.ts'

/** The HTTP status and the constant title (RFC 9457 3.1.3) of a problem code. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
}

const ruleViolation: ProblemKind = { status: 422, title: 'Rule violation' }
const invalidContent: ProblemKind = { status: 422, title: 'Invalid content' }

/** Every `code` that the API returns. Clients act on codes; titles and details are for people. */
export const problemKinds = {
  // Malformed requests
  malformed_request: { status: 400, title: 'Malformed request' },
  malformed_json: { status: 400, title: 'Malformed JSON' },
  malformed_cursor: { status: 400, title: 'Malformed cursor' },
  // Permissions
  invalid_token: { status: 401, title: 'Missing or invalid token' },
  insufficient_scope: { status: 403, title: 'Insufficient scope' },
  not_your_timesheet: { status: 403, title: "Another person's timesheet" },
  own_week: { status: 403, title: 'Own week' },
  not_a_person: { status: 403, title: 'Not a person' },
  amounts_not_allowed: { status: 403, title: 'Amounts not allowed' },
  source_not_allowed: { status: 403, title: 'Source not allowed' },
  // Routes and resources
  unknown_path: { status: 404, title: 'Unknown path' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  not_acceptable: { status: 406, title: 'Not acceptable' },
  request_timeout: { status: 408, title: 'Request timeout' },
  // Conflicts
  week_locked: { status: 409, title: 'Week locked' },
  period_locked: { status: 409, title: 'Period locked' },
  period_not_ready: { status: 409, title: 'Period not ready' },
  period_out_of_order: { status: 409, title: 'Period out of order' },
  illegal_transition: { status: 409, title: 'Not in this state' },
  person_has_hours: { status: 409, title: 'Person has hours' },
  absence_overlaps: { status: 409, title: 'Absence overlaps' },
  reminders_not_set_up: { status: 409, title: 'Reminders not set up' },
  external_id_taken: { status: 409, title: 'External id taken' },
  source_ids_per_person: { status: 409, title: 'Source has ids per person' },
  calendar_in_use: { status: 409, title: 'Calendar in use' },
  idempotency_key_in_use: { status: 409, title: 'Request still running' },
  events_gone: { status: 410, title: 'Events gone' },
  precondition_failed: { status: 412, title: 'Changed meanwhile' },
  // Content
  body_too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  missing_field: invalidContent,
  unknown_field: invalidContent,
  wrong_type: invalidContent,
  invalid_format: invalidContent,
  invalid_value: invalidContent,
  invalid_character: invalidContent,
  surrounding_space: invalidContent,
  out_of_range: invalidContent,
  too_long: invalidContent,
  too_short: invalidContent,
  user_id_required: invalidContent,
  too_many_entries: invalidContent,
  idempotency_key_reused: { status: 422, title: 'Idempotency key reused' },
  hours_not_positive: ruleViolation,
  hours_over_day: ruleViolation,
  hours_not_whole_minutes: ruleViolation,
  hours_off_increment: ruleViolation,
  day_over_maximum: ruleViolation,
  date_too_far_ahead: ruleViolation,
  external_id_of_another_person: ruleViolation,
  entry_of_another_person: ruleViolation,
  external_id_differs: ruleViolation,
  project_unlisted: ruleViolation,
  project_inactive: ruleViolation,
  manager_cycle: ruleViolation,
  empty_week: ruleViolation,
  reason_required: ruleViolation,
  // The server
  headers_too_large: { status: 431, title: 'Headers too large' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Internal error' },
  database_unavailable: { status: 503, title: 'Database unavailable' },
  issuer_unavailable: { status: 503, title: 'Authorization server unavailable' },
  overloaded: { status: 503, title: 'Overloaded' },
  shutting_down: { status: 503, title: 'Shutting down' },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problemKinds

const problemError = z.object({
  pointer: z
    .string()
    .check(z.describe('RFC 6901 JSON pointer into the body or the query parameters; empty: the whole')),
  code: z.string(),
  message: z.string(),
  ...factMembers,
})

/** RFC 9457 `application/problem+json`. A later version may add codes. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.optional(z.string().check(z.describe('The requested path'))),
  requestId: z.optional(z.string().check(z.describe('The id of this request in the server log'))),
  errors: z.optional(z.array(problemError)),
  id: z.optional(z.string().check(z.describe('With external_id_taken: the id of the entry that has it'))),
  after: z.optional(z.int().check(z.describe('With events_gone: the sequence number to continue after'))),
  generation: z.optional(z.string().check(z.describe('With events_gone: the generation to continue in'))),
})
export type Problem = z.infer<typeof problemSchema>

/** The problem for a code, with a detail for people: the reason and the next step. */
export function problem(code: ProblemCode, detail: string, more: Partial<Problem> = {}): Problem {
  return {
    type: 'about:blank',
    title: problemKinds[code].title,
    status: problemKinds[code].status,
    code,
    detail,
    ...more,
  }
}

/**
 * The problem for violations of rules or schemas. It has the code and status of the first; `errors` has all.
 *
 * @throws {RangeError} without a violation
 */
export function problemOfViolations(violations: readonly Violation[], more: Partial<Problem> = {}): Problem {
  const first = violations[0]
  if (!first) throw new RangeError('a problem has at least one violation')
  const code: ProblemCode = isProblemCode(first.code) ? first.code : 'invalid_value'
  return problem(code, violations.map((violation) => violation.message).join('; '), {
    errors: violations.map(({ path, ...said }) => ({ pointer: path, ...said })),
    ...more,
  })
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemKinds, code)
}
