import { entryPatchSchema, entrySchema, newEntrySchema } from '../../model/entry.ts'
import { batchQuerySchema, batchRequestSchema, batchResultSchema } from '../batch.ts'
import {
  createEntryQuerySchema,
  entryPageSchema,
  listEntriesQuerySchema,
  writtenEntrySchema,
} from '../entries.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems, idempotencyProblems, ruleProblems } from '../operation.ts'
import { routes } from '../routes.ts'

/** Operations on entries. */
export const entryOperations = {
  listEntries: {
    ...routes.listEntries,
    summary:
      "List a person's entries by date, or everyone's by person: a page of JSON, or all as a stream of CSV or NDJSON by Accept",
    query: listEntriesQuerySchema,
    responses: {
      200: {
        description: 'Entries, by date; with everyone=true by person, then date',
        schema: entryPageSchema,
        streams: true,
      },
    },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable', 'user_id_required'],
  },
  createEntry: {
    ...routes.createEntry,
    summary: 'Log an entry',
    query: createEntryQuerySchema,
    body: { schema: newEntrySchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: {
      200: {
        description: 'It already exists, with the same externalId and content',
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
      'source_not_allowed',
      'user_id_required',
    ],
  },
  pushEntries: {
    ...routes.pushEntries,
    summary: 'Push up to 1,000 entries; each is judged separately and the valid ones are stored',
    query: batchQuerySchema,
    body: { schema: batchRequestSchema, maximumBytes: maximumBodyBytes.batch, alsoNdjson: true },
    idempotencyKey: true,
    responses: { 200: { description: 'The result of each item', schema: batchResultSchema } },
    problems: [...contentProblems, ...idempotencyProblems, 'source_not_allowed', 'too_many_entries'],
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
} as const satisfies Record<string, Operation>
