import * as z from 'zod/mini'
import { freeText, onOneLine } from './text.ts'
import { timestamp } from './timestamp.ts'

/** What a webhook can ask for. `entry.*` and `week.*` stand for all of their kind. */
export const webhookEventTypes = [
  'week.submitted',
  'week.recalled',
  'week.approved',
  'week.rejected',
  'week.reopened',
  'week.*',
  'entry.created',
  'entry.updated',
  'entry.deleted',
  'entry.*',
] as const

export type WebhookEventType = (typeof webhookEventTypes)[number]

const url = z
  .url()
  .check(
    z.maxLength(2_000),
    ...onOneLine,
    z.describe('Where events are posted to: https, or http where the server allows private addresses'),
  )
const events = z.array(z.enum(webhookEventTypes)).check(z.minLength(1))
const description = freeText(200)

/** `active`: delivers. `paused`: by whoever keeps it. `failing`: by the server, as the endpoint kept failing. */
export const webhookStatus = z.enum(['active', 'paused', 'failing'])
export type WebhookStatus = z.infer<typeof webhookStatus>

/** What `POST /webhooks` takes. */
export const newWebhookSchema = z.strictObject({ url, events, description: z.optional(description) })
export type NewWebhook = z.infer<typeof newWebhookSchema>

/** What `PATCH /webhooks/{id}` takes; `active` goes on where it stopped, and nothing is skipped. */
export const webhookPatchSchema = z.strictObject({
  url: z.optional(url),
  events: z.optional(events),
  description: z.optional(z.nullable(description)),
  status: z.optional(z.enum(['active', 'paused'])),
})
export type WebhookPatch = z.infer<typeof webhookPatchSchema>

/** An endpoint that is told of events, after the Standard Webhooks specification. Its secret is never answered again. */
export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.optional(z.string()),
  status: webhookStatus,
  deliveredThrough: z.int().check(z.describe('The sequence number through which events were delivered')),
  failures: z.int().check(z.describe('How often the delivery that is due has failed')),
  lastFailure: z.nullable(z.string()).check(z.describe('In words; null: none since the last success')),
  nextAttemptAt: z.nullable(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type Webhook = z.infer<typeof webhookSchema>

/** As it is answered once, when the secret is made. */
export const webhookWithSecretSchema = z.extend(webhookSchema, {
  secret: z.string().check(z.describe('whsec_ and base64: what signatures are checked with. Keep it now')),
})
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>
