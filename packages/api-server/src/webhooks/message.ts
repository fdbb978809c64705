import { type Event, type WebhookEventType, webhookEventTypes } from 'timesheets-sdk/model'
import type { Message } from './send.ts'

/** The actions that are meant by what a webhook asked for: `week.*` stands for all of its kind. */
export function actionsAskedFor(events: readonly string[]): string[] {
  const actions = webhookEventTypes.filter((type) => !type.endsWith('.*'))
  return actions.filter((action) => events.includes(action) || events.includes(kindOf(action)))
}

function kindOf(action: WebhookEventType): string {
  return `${action.slice(0, action.indexOf('.'))}.*`
}

/** The message that tells of an event. Its id is made of the webhook's and the sequence number: stable over retries. */
export function messageOf(webhookId: string, event: Event): Message {
  return {
    id: `msg_${webhookId}_${event.sequence}`,
    body: JSON.stringify({ type: event.action, timestamp: event.time, data: event }),
  }
}

/** A message that tells of nothing but that it arrived. */
export function testMessageOf(webhookId: string, testId: string, nowMs: number): Message {
  const timestamp = new Date(nowMs).toISOString()
  return {
    id: `msg_${webhookId}_test_${testId}`,
    body: JSON.stringify({ type: 'webhook.test', timestamp, data: { webhookId } }),
  }
}
