import type { EventLog } from 'timesheets-sdk/decide'
import { type Event, type WebhookEventType, webhookEventTypes } from 'timesheets-sdk/model'
import type { Message } from './send.ts'

/** The actions that a webhook requested: `week.*` stands for all actions on weeks. */
export function requestedActions(events: readonly string[]): string[] {
  const actions = webhookEventTypes.filter((type) => !type.endsWith('.*'))
  return actions.filter((action) => events.includes(action) || events.includes(kindOf(action)))
}

function kindOf(action: WebhookEventType): string {
  return `${action.slice(0, action.indexOf('.'))}.*`
}

/**
 * The message for an event. Its id combines the webhook's id, the generation and the sequence number, so
 * retries keep it. The first generation is left out: its ids are older than generations.
 */
export function messageOf(webhookId: string, event: Event, log: Pick<EventLog, 'generations'>): Message {
  const { sequence, generation } = event
  const isFirst = generation === log.generations[0]?.generation
  return {
    id: isFirst ? `msg_${webhookId}_${sequence}` : `msg_${webhookId}_${generation}_${sequence}`,
    body: JSON.stringify({ type: event.action, timestamp: event.time, data: event }),
  }
}

export const testMessageType = 'webhook.test'

/** A message that only tests whether it arrives. */
export function testMessageOf(webhookId: string, testId: string, nowMs: number): Message {
  const timestamp = new Date(nowMs).toISOString()
  return {
    id: `msg_${webhookId}_test_${testId}`,
    body: JSON.stringify({ type: testMessageType, timestamp, data: { webhookId } }),
  }
}
