import type * as z from 'zod/mini'
import { entryPatchSchema, entrySchema, newEntrySchema } from '../model/entry.ts'
import { policyPatchSchema, policySchema } from '../model/policy.ts'
import { batchQuerySchema, batchRequestSchema, batchResultSchema } from './batch.ts'
import { maximumBodyBytes } from './limits.ts'
import { entryPageSchema, listEntriesQuerySchema } from './listing.ts'
import { meSchema } from './me.ts'
import type { ProblemCode } from './problems.ts'
import { type Route, routes } from './routes.ts'
import { writtenEntrySchema } from './warnings.ts'

type Schema = z.core.$ZodType

/** One operation of the HTTP API, as data: server, client, fake and OpenAPI document all read it. */
export interface Operation extends Route {
  readonly summary: string
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
    ...routes.listEntries,
    summary: 'List entries by date: a page as JSON, or all of them as a stream of CSV or NDJSON by Accept',
    query: listEntriesQuerySchema,
    responses: { 200: { description: 'Entries, by date', schema: entryPageSchema, streams: true } },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable', 'user_id_required'],
  },
  createEntry: {
    ...routes.createEntry,
    summary: 'Log an entry',
    body: { schema: newEntrySchema, maximumBytes: maximumBodyBytes.single },
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
    ...routes.pushEntries,
    summary: 'Push up to 1,000 entries; each is judged by itself and the good ones are stored',
    query: batchQuerySchema,
    body: { schema: batchRequestSchema, maximumBytes: maximumBodyBytes.batch, alsoNdjson: true },
    idempotencyKey: true,
    responses: { 200: { description: 'What became of each', schema: batchResultSchema } },
    problems: [...contentProblems, ...idempotencyProblems, 'too_many_entries'],
  },
  getEntry: {
    ...routes.getEntry,
    summary: 'Read an entry',
    responses: { 200: { description: 'The entry', schema: entrySchema, etag: true } },
    problems: ['not_found'],
  },
  updateEntry: {
    ...routes.updateEntry,
    summary: 'Change an entry',
    body: { schema: entryPatchSchema, maximumBytes: maximumBodyBytes.single },
    ifMatch: true,
    responses: { 200: { description: 'The entry as it is now', schema: writtenEntrySchema, etag: true } },
    problems: [...contentProblems, ...ruleProblems, 'not_found', 'precondition_failed'],
  },
  deleteEntry: {
    ...routes.deleteEntry,
    summary: 'Delete an entry',
    ifMatch: true,
    responses: { 204: { description: 'Deleted' } },
    problems: ['not_your_timesheet', 'week_locked', 'period_locked', 'not_found', 'precondition_failed'],
  },
  getMe: {
    ...routes.getMe,
    summary: 'What the API makes of the caller',
    responses: { 200: { description: 'The caller', schema: meSchema } },
    problems: [],
  },
  getPolicy: {
    ...routes.getPolicy,
    summary: 'The rules in force',
    responses: { 200: { description: 'The policy', schema: policySchema } },
    problems: [],
  },
  updatePolicy: {
    ...routes.updatePolicy,
    summary: 'Change the rules in force',
    body: { schema: policyPatchSchema, maximumBytes: maximumBodyBytes.single },
    responses: { 200: { description: 'The policy as it is now', schema: policySchema } },
    problems: [...contentProblems],
  },
} as const satisfies Record<string, Operation>

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
