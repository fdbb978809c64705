import * as z from 'zod/mini'
import { pushedEntrySchema } from '../model/entry.ts'
import { maximumBatchSize } from './limits.ts'
import { problemSchema } from './problems.ts'
import { warningSchema } from './warnings.ts'

/** The body of a batch as a client sends it, for documentation: the server judges item by item. */
export const batchRequestSchema = z.strictObject({
  entries: z.array(pushedEntrySchema).check(z.maxLength(maximumBatchSize)),
})

/** The body of a batch as the server takes it: an item that is no entry is rejected alone. */
export const batchEnvelopeSchema = z.strictObject({ entries: z.array(z.unknown()) })

export const batchItemStatuses = ['created', 'updated', 'unchanged', 'rejected'] as const
export type BatchItemStatus = (typeof batchItemStatuses)[number]

const batchItemSchema = z.object({
  index: z.int().check(z.describe('The place of the entry in the batch, from 0')),
  status: z.enum(batchItemStatuses),
  id: z.optional(z.string()),
  problem: z.optional(problemSchema),
  warnings: z.optional(z.array(warningSchema)),
})
export type BatchItem = z.infer<typeof batchItemSchema>

/** What became of each entry of a batch, in the order that they were sent in. */
export const batchResultSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  results: z.array(batchItemSchema),
})
export type BatchResult = z.infer<typeof batchResultSchema>

/** `?dryRun=true`: everything is done in the real transaction, which is then rolled back. */
export const batchQuerySchema = z.strictObject({ dryRun: z.optional(z.enum(['true', 'false'])) })

/** Counts the items of a batch by their status. */
export function batchResultOf(results: BatchItem[]): BatchResult {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 }
  for (const { status } of results) counts[status]++
  return { ...counts, results }
}
