import * as z from 'zod/mini'
import { pushedEntrySchema } from '../model/entry.ts'
import { sourceParameter, warningSchema } from './entries.ts'
import { maximumBatchSize } from './limits.ts'
import { problemSchema } from './problems.ts'

/** The body of a batch, for documentation. The server judges each item separately. */
export const batchRequestSchema = z.strictObject({
  entries: z.array(pushedEntrySchema).check(z.maxLength(maximumBatchSize)),
})

/** The body of a batch as the server parses it: an invalid item is rejected on its own. */
export const batchEnvelopeSchema = z.strictObject({ entries: z.array(z.unknown()) })

export const batchItemStatuses = ['created', 'updated', 'unchanged', 'rejected'] as const
export type BatchItemStatus = (typeof batchItemStatuses)[number]

const batchItemSchema = z.object({
  index: z.int().check(z.describe('The position of the entry in the batch, from 0')),
  status: z.enum(batchItemStatuses),
  id: z.optional(z.string()),
  version: z
    .optional(z.int())
    .check(z.describe('Of an updated entry: its version now, by which its event is found')),
  problem: z.optional(problemSchema),
  warnings: z.optional(z.array(warningSchema)),
})
export type BatchItem = z.infer<typeof batchItemSchema>

/** The result of each entry of a batch, in the order of the request. */
export const batchResultSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  results: z.array(batchItemSchema),
})
export type BatchResult = z.infer<typeof batchResultSchema>

/** `?dryRun=true`: everything runs in the real transaction, which is then rolled back. */
export const batchQuerySchema = z.strictObject({
  dryRun: z.optional(z.enum(['true', 'false'])),
  ...sourceParameter,
})

/** Counts the items of a batch by their status. */
export function batchResultOf(results: BatchItem[]): BatchResult {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 }
  for (const { status } of results) counts[status]++
  return { ...counts, results }
}
