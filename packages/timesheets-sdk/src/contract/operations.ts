import type * as z from 'zod/mini'
import { entryPatchSchema, entrySchema, newEntrySchema } from '../model/entry.ts'
import { policyPatchSchema, policySchema } from '../model/policy.ts'
import type { Scope } from '../model/scopes.ts'
import { batchQuerySchema, batchRequestSchema, batchResultSchema } from './batch.ts'
import { entryPageSchema, listEntriesQuerySchema } from './listing.ts'
import { meSchema } from './me.ts'
import type { ProblemCode } from './problems.ts'
import { writtenEntrySchema } from './warnings.ts'

type Schema = z.core.$ZodType

/** One operation of the HTTP API, as data: server, client, fake and OpenAPI document all read it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With parameters in braces, as in `/timesheets/{id}`. */
  readonly path: `/${string}`
  readonly summary: string
  /** The scope that a token needs, or `null`: any valid token will do. There is no third way. */
  readonly scope: Scope | null
  readonly query?: Schema
  /** A JSON body, and its greatest size in bytes. */
  readonly body?: { readonly schema: Schema; readonly maximumBytes: number; readonly alsoNdjson?: true }
  readonly idempotencyKey?: true
  readonly ifMatch?: true
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
  /** What it can answer beside the problems that every operation can. */
  readonly problems: readonly ProblemCode[]
}

const smallBody = 64 * 1_024
const batchBody = 16 * 1_024 * 1_024

const contentProblems = [
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'missing_field',
] as const
const ruleProblems = ['not_your_timesheet', 'week_locked', 'period_locked', 'day_over_maximum'] as const
const idempotencyProblems = ['idempotency_key_in_use', 'idempotency_key_reused'] as const

export const operations = {
  listEntries: {
    method: 'GET',
    path: '/timesheets',
    summary: 'List entries by date: a page as JSON, or all of them as a stream of CSV or NDJSON by Accept',
    scope: 'read:timesheets',
    query: listEntriesQuerySchema,
    responses: { 200: { description: 'Entries, by date', schema: entryPageSchema, streams: true } },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable', 'user_id_required'],
  },
  createEntry: {
    method: 'POST',
    path: '/timesheets',
    summary: 'Log an entry',
    scope: 'create:timesheets',
    body: { schema: newEntrySchema, maximumBytes: smallBody },
    idempotencyKey: true,
    responses: {
      200: {
        description: 'It was there already, with the same externalId and content',
        schema: writtenEntrySchema,
        etag: true,
        location: true,
      },
      201: { description: 'Created', schema: writtenEntrySchema, etag: true, location: true },
    },
    problems: [
      ...contentProblems,
      ...ruleProblems,
      ...idempotencyProblems,
      'external_id_taken',
      'user_id_required',
    ],
  },
  pushEntries: {
    method: 'POST',
    path: '/timesheets/batch',
    summary: 'Push up to 1,000 entries; each is judged by itself and the good ones are stored',
    scope: 'create:timesheets',
    query: batchQuerySchema,
    body: { schema: batchRequestSchema, maximumBytes: batchBody, alsoNdjson: true },
    idempotencyKey: true,
    responses: { 200: { description: 'What became of each', schema: batchResultSchema } },
    problems: [...contentProblems, ...idempotencyProblems, 'too_many_entries'],
  },
  getEntry: {
    method: 'GET',
    path: '/timesheets/{id}',
    summary: 'Read an entry',
    scope: 'read:timesheets',
    responses: { 200: { description: 'The entry', schema: entrySchema, etag: true } },
    problems: ['not_found'],
  },
  updateEntry: {
    method: 'PATCH',
    path: '/timesheets/{id}',
    summary: 'Change an entry',
    scope: 'create:timesheets',
    body: { schema: entryPatchSchema, maximumBytes: smallBody },
    ifMatch: true,
    responses: { 200: { description: 'The entry as it is now', schema: writtenEntrySchema, etag: true } },
    problems: [...contentProblems, ...ruleProblems, 'not_found', 'precondition_failed'],
  },
  deleteEntry: {
    method: 'DELETE',
    path: '/timesheets/{id}',
    summary: 'Delete an entry',
    scope: 'delete:timesheets',
    ifMatch: true,
    responses: { 204: { description: 'Deleted' } },
    problems: ['not_your_timesheet', 'week_locked', 'period_locked', 'not_found', 'precondition_failed'],
  },
  getMe: {
    method: 'GET',
    path: '/me',
    summary: 'What the API makes of the caller',
    scope: null,
    responses: { 200: { description: 'The caller', schema: meSchema } },
    problems: [],
  },
  getPolicy: {
    method: 'GET',
    path: '/policy',
    summary: 'The rules in force',
    scope: null,
    responses: { 200: { description: 'The policy', schema: policySchema } },
    problems: [],
  },
  updatePolicy: {
    method: 'PATCH',
    path: '/policy',
    summary: 'Change the rules in force',
    scope: 'manage:timesheets',
    body: { schema: policyPatchSchema, maximumBytes: smallBody },
    responses: { 200: { description: 'The policy as it is now', schema: policySchema } },
    problems: [...contentProblems],
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations

/** The problems that any operation can answer. */
export const commonProblems = [
  'malformed_request',
  'invalid_token',
  'insufficient_scope',
  'unknown_field',
  'rate_limited',
  'internal_error',
  'database_unavailable',
  'issuer_unavailable',
] as const satisfies readonly ProblemCode[]

/** The path of an operation with its parameters filled in, percent-encoded. */
export function pathOf(operation: Operation, parameters: Readonly<Record<string, string>> = {}): string {
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (value === undefined) throw new RangeError(`${operation.path} needs ${name}`)
    return encodeURIComponent(value)
  })
}
