import { randomUUID } from 'node:crypto'
import type { Engine } from '../store/engine.ts'
import { lastSequence } from '../store/events/listed-events.ts'
import { type ActiveWebhook, activeWebhooks, waitMs } from '../store/events/webhooks.ts'
import { type DeliveryContext, deliver } from './deliver.ts'
import { defaultSchedule, type RetrySchedule } from './schedule.ts'
import type { Attempt, WebhookSender } from './send.ts'

export type { RetrySchedule } from './schedule.ts'
export { createWebhookSender, type WebhookSender } from './send.ts'

const defaultPollEveryMs = 5_000
/** The minimum interval between polls, however many commits there are. */
const minPollIntervalMs = 100
const maxConcurrentDeliveries = 20

export interface DeliveriesOptions {
  readonly engine: Engine
  readonly sender: WebhookSender
  readonly schedule?: RetrySchedule | undefined
  /** How often to poll for commits of other processes. Default 5,000. */
  readonly pollEveryMs?: number | undefined
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  readonly onAttempt?: ((webhookId: string, attempt: Attempt) => void) | undefined
  /** A webhook was disabled as failing. */
  readonly onFailing?: ((webhookId: string, failure: string) => void) | undefined
  /** After each poll that succeeded: how far the active webhooks are behind. */
  readonly onPolled?: ((lag: WebhookLag) => void) | undefined
  /** An unexpected error, such as an unavailable database. Deliveries continue at the next poll. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** How far the webhook that is behind most is behind, and how long the one that fails longest has failed. */
export interface WebhookLag {
  readonly events: number
  readonly failingSeconds: number
}

export interface Deliveries {
  /** Something was committed: poll soon. Costs almost nothing. */
  wake(): void
  /** Aborts running deliveries, which are sent again later. Resolves once all progress is saved. */
  stop(): Promise<void>
}

/**
 * Delivers events to webhooks: each webhook gets the events it requested in the order of the log, at least
 * once. If several processes share a database, one at a time delivers for a webhook. If that process is
 * killed, another one continues after its lease expires.
 */
export function startDeliveries(options: DeliveriesOptions): Deliveries {
  const { engine, pollEveryMs = defaultPollEveryMs, now = Date.now } = options
  const nothing = () => {}
  const { onError = nothing } = options
  const context: DeliveryContext = {
    engine,
    sender: options.sender,
    schedule: options.schedule ?? defaultSchedule,
    now,
    scanned: new Map(),
    holder: randomUUID(),
    onAttempt: options.onAttempt ?? nothing,
    onFailing: options.onFailing ?? nothing,
  }
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const skippedWhileRunning = new Set<string>()
  const due = new Set<string>()
  let polling: Promise<void> | undefined
  let isWoken = false
  let polledAtMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined

  function pollIn(ms: number): void {
    clearTimeout(timer)
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      polling ??= poll().finally(() => {
        polling = undefined
        if (isWoken) wake()
      })
    }, ms)
    timer.unref()
  }

  async function poll(): Promise<void> {
    isWoken = false
    polledAtMs = performance.now()
    let nextInMs = pollEveryMs
    try {
      const webhooks = await activeWebhooks(engine.reader)
      await tellOfLag(webhooks)
      for (const webhook of webhooks) {
        if (running.has(webhook.id)) {
          skippedWhileRunning.add(webhook.id)
          continue
        }
        const nowMs = now()
        const dueInMs = Math.max(waitMs(webhook.nextAttemptAtMs, nowMs), waitMs(webhook.leasedUntilMs, nowMs))
        if (dueInMs > 0) nextInMs = Math.min(nextInMs, dueInMs)
        else due.add(webhook.id)
      }
    } catch (error) {
      onError(error)
    }
    startDue()
    pollIn(nextInMs)
  }

  async function tellOfLag(webhooks: readonly ActiveWebhook[]): Promise<void> {
    if (!options.onPolled) return
    const last = webhooks.length === 0 ? 0 : await lastSequence(engine.reader, 0)
    options.onPolled({
      events: Math.max(0, ...webhooks.map(({ deliveredThrough }) => last - deliveredThrough)),
      failingSeconds:
        Math.max(0, ...webhooks.map(({ failingSinceMs }) => now() - (failingSinceMs ?? now()))) / 1_000,
    })
  }

  function startDue(): void {
    for (const id of due) {
      if (stopping.signal.aborted || running.size >= maxConcurrentDeliveries) return
      due.delete(id)
      start(id)
    }
  }

  function start(id: string): void {
    const delivery = deliver(context, id, stopping.signal)
      .catch((error) => {
        onError(error)
        return false
      })
      .then((didSomething) => {
        running.delete(id)
        startDue()
        // A retry may be due, and events that arrived as it finished must not wait for the next poll.
        if (skippedWhileRunning.delete(id) || didSomething) wake()
      })
    running.set(id, delivery)
  }

  function wake(): void {
    isWoken = true
    if (polling) return
    pollIn(Math.max(0, polledAtMs + minPollIntervalMs - performance.now()))
  }

  pollIn(0)
  return {
    wake,
    async stop() {
      stopping.abort(new Error('the server is stopping'))
      clearTimeout(timer)
      await polling
      await Promise.all(running.values())
    },
  }
}
