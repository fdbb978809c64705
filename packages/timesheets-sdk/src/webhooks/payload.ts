import type { Event } from '../model/event.ts'

/** The body of a webhook: an event, or a test message. A later API may add more values of `type`. */
export type WebhookPayload =
  | {
      readonly type: 'webhook.test'
      /** When it was sent. RFC 3339, UTC. */
      readonly timestamp: string
      readonly data: { readonly webhookId: string }
    }
  | {
      /** The event's `action`, such as `week.approved`. */
      readonly type: string & {}
      /** When it happened. RFC 3339, UTC. */
      readonly timestamp: string
      readonly data: Event
    }
