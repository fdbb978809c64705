import * as z from 'zod/mini'
import { timestamp } from './calendar-schemas.ts'

/** How many attempts with the same outcome the API keeps for a webhook: the newest ones. */
export const keptWebhookDeliveries = 50

/** One attempt to deliver a message to a webhook. It has neither the message's content nor the response. */
export const webhookDeliverySchema = z.object({
  id: z.uuid(),
  time: timestamp.check(z.describe('When the attempt began')),
  sequence: z
    .nullable(z.int())
    .check(z.describe('The sequence number of the delivered event; null: a test message')),
  type: z.string().check(z.describe('The event type, or webhook.test')),
  messageId: z.string().check(z.describe('The webhook-id header, which every attempt of a message repeats')),
  attempt: z
    .int()
    .check(z.describe('1 for the first attempt, and after the webhook was resumed; otherwise one more')),
  delivered: z.boolean().check(z.describe('Whether the endpoint responded with a status from 200 to 299')),
  status: z.nullable(z.int()).check(z.describe('The status of the response; null: no response')),
  failure: z.nullable(z.string()).check(z.describe('The failure as text; null: delivered')),
  durationMs: z.int().check(z.describe('How long the attempt took, in milliseconds')),
  nextAttemptAt: z
    .nullable(timestamp)
    .check(z.describe('When the next attempt was due after this one; null: none was')),
})
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>
