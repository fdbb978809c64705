import type { Event } from '../model/event.ts'

/** What a webhook brings: an event, or the test that somebody asked for. A later API may have more kinds of `type`. */
export type WebhookPayload =
  | {
      readonly type: 'webhook.test'
      /** When it was sent. RFC 3339, UTC. */
      readonly timestamp: string
      readonly data: { readonly webhookId: string }
    }
  | {
      /** The event's `action`, as `week.approved`. */
      readonly type: string & {}
      /** When it happened. RFC 3339, UTC. */
      readonly timestamp: string
      readonly data: Event
    }
