import * as z from 'zod/mini'
import { webhookSchema } from '../model/webhook.ts'
import { webhookDeliverySchema } from '../model/webhook-delivery.ts'
import { decodeCursor, encodeCursor, pageSchema, pagingParameters } from './paging.ts'

/** All query parameters of `GET /webhooks`. */
export const listWebhooksQuerySchema = z.strictObject({
  ...pagingParameters,
})

/** Webhooks, oldest first. */
export const webhookPageSchema = pageSchema(webhookSchema)
export type WebhookPage = z.infer<typeof webhookPageSchema>

/** All query parameters of `GET /webhooks/{id}/deliveries`. */
export const listWebhookDeliveriesQuerySchema = z.strictObject({
  ...pagingParameters,
})

/** The last attempts to deliver to a webhook, newest first. */
export const webhookDeliveryPageSchema = pageSchema(webhookDeliverySchema)
export type WebhookDeliveryPage = z.infer<typeof webhookDeliveryPageSchema>

/** The body of requests without content: nothing, or `{}`. */
export const noContentSchema = z.strictObject({})

/** The result of a test delivery. */
export const webhookTestResultSchema = z.object({
  delivered: z.boolean().check(z.describe('Whether the endpoint responded with a status from 200 to 299')),
  status: z.nullable(z.int()).check(z.describe('The status of the response; null: no response')),
  failure: z.nullable(z.string()).check(z.describe('The failure as text')),
})
export type WebhookTestResult = z.infer<typeof webhookTestResultSchema>

const positionSchema = z.tuple([z.uuid()])

/** The cursor of a webhook or a delivery. */
export function webhookCursorOf(id: string): string {
  return encodeCursor([id])
}

/** The id that a cursor stands for; `undefined` if this API never returned it. */
export function webhookPositionOf(cursor: string): string | undefined {
  return decodeCursor(cursor, positionSchema)?.[0]
}
