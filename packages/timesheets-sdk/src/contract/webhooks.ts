import * as z from 'zod/mini'
import { webhookSchema } from '../model/webhook.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { pageLimit } from './listing.ts'

/** All query parameters of `GET /webhooks`. */
export const listWebhooksQuerySchema = z.strictObject({
  limit: z.optional(pageLimit),
  cursor: z.optional(z.string()),
})

/** Webhooks in the order in which they were made. */
export const webhookPageSchema = z.object({
  data: z.array(webhookSchema),
  nextCursor: z.nullable(z.string()),
})
export type WebhookPage = z.infer<typeof webhookPageSchema>

/** The body of requests that need none: nothing, or `{}`. */
export const noContentSchema = z.strictObject({})

/** What came back from an endpoint that was sent a test. */
export const webhookTestResultSchema = z.object({
  delivered: z.boolean().check(z.describe('Whether the endpoint answered with a status from 200 to 299')),
  status: z.nullable(z.int()).check(z.describe('What it answered; null: it gave no answer')),
  failure: z.nullable(z.string()).check(z.describe('What went wrong, in words')),
})
export type WebhookTestResult = z.infer<typeof webhookTestResultSchema>

const positionSchema = z.tuple([z.uuid()])

export function webhookCursorOf(id: string): string {
  return encodeCursor([id])
}

/** The id that a cursor stands for, or `undefined` when this API never gave it out. */
export function webhookPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
