import * as z from 'zod/mini'
import { timestamp } from './calendar-schemas.ts'
import { freeText, onOneLine } from './text.ts'

/** The event types a webhook can subscribe to. `entry.*`, `week.*` and `period.*` mean all of their kind. */
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
  'period.closed',
  'period.reopened',
  'period.*',
] as const

export type WebhookEventType = (typeof webhookEventTypes)[number]

const url = z
  .url()
  .check(
    z.maxLength(2_000),
    ...onOneLine,
    z.describe('The URL that receives events: https, or http if the server allows private addresses'),
  )
const events = z.array(z.enum(webhookEventTypes)).check(
  z.minLength(1),
  z.refine((types) => new Set(types).size === types.length, { error: 'has the same event twice' }),
)
const description = freeText(200)

/**
 * `active`: delivering. `paused`: by an administrator. `failing`: stopped by the server after repeated
 * failures.
 */
export const webhookStatus = z.enum(['active', 'paused', 'failing'])
export type WebhookStatus = z.infer<typeof webhookStatus>

/** The body of `POST /webhooks`. */
export const newWebhookSchema = z.strictObject({ url, events, description: z.optional(description) })
export type NewWebhook = z.infer<typeof newWebhookSchema>

const sequence = z.int().check(z.minimum(0), z.maximum(999_999_999_999_999))

/** The body of `PATCH /webhooks/{id}`; `active` resumes where delivery stopped, without skipping an event. */
export const webhookPatchSchema = z.strictObject({
  url: z.optional(url),
  events: z.optional(events),
  description: z.optional(z.nullable(description)),
  status: z.optional(z.enum(['active', 'paused'])),
  skipThrough: z
    .optional(sequence)
    .check(
      z.describe(
        'Never deliver the events through this sequence number. No effect on those already delivered',
      ),
    ),
  replayAfter: z
    .optional(sequence)
    .check(z.describe('Deliver the events after this sequence number again, with the same message ids')),
})
export type WebhookPatch = z.infer<typeof webhookPatchSchema>

/** An endpoint that receives events, by the Standard Webhooks specification, without its secret. */
export const webhookSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  description: z.optional(z.string()),
  status: webhookStatus,
  deliveredThrough: z.int().check(z.describe('The sequence number of the last delivered event')),
  failingEvent: z
    .nullable(z.int())
    .check(z.describe('The sequence number of the event whose delivery keeps failing; null: none')),
  failures: z.int().check(z.describe('The number of failed attempts of the current delivery')),
  lastFailure: z
    .nullable(z.string())
    .check(z.describe('The last failure as text; null: none since the last success')),
  nextAttemptAt: z.nullable(timestamp),
  createdAt: timestamp,
  updatedAt: timestamp,
})
export type Webhook = z.infer<typeof webhookSchema>

/** A webhook with its secret, returned only once, when the secret is created. */
export const webhookWithSecretSchema = z.extend(webhookSchema, {
  secret: z
    .string()
    .check(z.describe('whsec_ and base64, to verify signatures. Store it now: it is not returned again')),
})
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>
