import type { Event } from '../model/event.ts'

/** The body of a message that only tests whether it arrives. */
export interface WebhookTest {
  /** A test message, and no event. */
  readonly type: 'webhook.test'
  /** When it was sent. RFC 3339, UTC. */
  readonly timestamp: string
  /** The webhook that is tested. */
  readonly data: {
    /** The webhook that is tested. */
    readonly webhookId: string
  }
}

/** An event whose `action` is `type`: a distributive type, so that each member of the union has one. */
type PayloadOf<Of extends Event> = Of extends Event
  ? {
      /** The event's `action`, such as `week.approved`. */
      readonly type: Of['action']
      /** When it happened. RFC 3339, UTC. */
      readonly timestamp: string
      /** The event. */
      readonly data: Of
    }
  : never

/**
 * The body of a webhook: an event, or a test message. `type` narrows the union. A later version of the
 * API may add values of `type`: handle an unknown one in a `default` branch.
 */
export type WebhookPayload = WebhookTest | PayloadOf<Event>
