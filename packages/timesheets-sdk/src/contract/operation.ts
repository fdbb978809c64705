import type * as z from 'zod/mini'
import type { ProblemCode } from './problems.ts'
import type { Route } from './routes.ts'

type Schema = z.core.$ZodType

/** The announcement of an operation's end. Dates, as `2026-12-01`, begin at midnight in UTC. */
export interface Deprecation {
  readonly since: string
  /** When it stops working, once that is known. */
  readonly endsOn?: string
  /** The address of a page that says what to use instead. */
  readonly see: string
}

/** One operation of the HTTP API, as data for server, client, fake and OpenAPI document. */
export interface Operation extends Route {
  readonly summary: string
  readonly query?: Schema
  /** A JSON body and its maximum size. `optional`: a missing body means `{}`. */
  readonly body?: {
    readonly schema: Schema
    readonly maximumBytes: number
    readonly alsoNdjson?: true
    readonly optional?: true
  }
  readonly idempotencyKey?: true
  readonly ifMatch?: true
  /** Whether `If-None-Match: *` limits it to adding what does not exist. */
  readonly ifNoneMatch?: true
  readonly responses: Readonly<
    Record<
      number,
      {
        readonly description: string
        readonly schema?: Schema
        readonly etag?: true
        readonly location?: true
        readonly streams?: true
      }
    >
  >
  /** If set, every response and the OpenAPI document announce it. */
  readonly deprecated?: Deprecation
  /** The possible problems, beside {@link commonProblems}. */
  readonly problems: readonly ProblemCode[]
}

/** The possible problems of any operation. */
export const commonProblems = [
  'malformed_request',
  'invalid_token',
  'insufficient_scope',
  'unknown_field',
  'rate_limited',
  'internal_error',
  'database_unavailable',
  'issuer_unavailable',
  'overloaded',
] as const satisfies readonly ProblemCode[]

/** The possible problems of operations with a body. */
export const contentProblems = [
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'missing_field',
] as const

/** The possible problems of operations that write an entry. */
export const ruleProblems = [
  'not_your_timesheet',
  'week_locked',
  'period_locked',
  'day_over_maximum',
  'project_unlisted',
  'project_inactive',
] as const

/** The possible problems of operations with an `Idempotency-Key`. */
export const idempotencyProblems = ['idempotency_key_in_use', 'idempotency_key_reused'] as const
