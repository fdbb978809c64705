import { randomUUID } from 'node:crypto'
import type { Engine } from '../store/engine.ts'
import { activeWebhooks } from '../store/webhooks.ts'
import { type DeliveryContext, deliver } from './deliver.ts'
import { defaultSchedule, type RetrySchedule } from './schedule.ts'
import type { Attempt, WebhookSender } from './send.ts'

export type { RetrySchedule } from './schedule.ts'
export { createWebhookSender, type WebhookSender } from './send.ts'

const defaultPollEveryMs = 5_000
/** However many commits there are, webhooks are looked at no oftener than this. */
const lookEveryMs = 100
const atATime = 20

export interface DeliveriesOptions {
  readonly engine: Engine
  readonly sender: WebhookSender
  readonly schedule?: RetrySchedule | undefined
  /** How often is looked for what other processes have committed. Default 5,000. */
  readonly pollEveryMs?: number | undefined
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  readonly onAttempt?: ((webhookId: string, attempt: Attempt) => void) | undefined
  /** An endpoint was given up. */
  readonly onFailing?: ((webhookId: string, failure: string) => void) | undefined
  /** What was not foreseen, a database that is away included; deliveries go on at the next look. */
  readonly onError?: ((error: unknown) => void) | undefined
}

export interface Deliveries {
  /** Something was committed: look soon. Costs next to nothing. */
  wake(): void
  /** Cuts deliveries off that are under way, which are sent again later, and resolves when all is noted. */
  stop(): Promise<void>
}

/**
 * Tells webhooks of events: each of its own in the order of the log, at least once. Of several processes on one database one
 * delivers for a webhook at a time; where that one is killed, another goes on when its lease has ended.
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
    passed: new Map(),
    holder: randomUUID(),
    onAttempt: options.onAttempt ?? nothing,
    onFailing: options.onFailing ?? nothing,
  }
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const passedOver = new Set<string>()
  const due = new Set<string>()
  let looking: Promise<void> | undefined
  let isWoken = false
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined

  function lookIn(ms: number): void {
    clearTimeout(timer)
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      looking ??= look().finally(() => {
        looking = undefined
        if (isWoken) wake()
      })
    }, ms)
    timer.unref()
  }

  async function look(): Promise<void> {
    isWoken = false
    lookedAtMs = performance.now()
    let nextInMs = pollEveryMs
    try {
      for (const webhook of await activeWebhooks(engine.reader)) {
        if (running.has(webhook.id)) {
          passedOver.add(webhook.id)
          continue
        }
        const dueInMs = Math.max(webhook.nextAttemptAtMs ?? 0, webhook.leasedUntilMs ?? 0) - now()
        if (dueInMs > 0) nextInMs = Math.min(nextInMs, dueInMs)
        else due.add(webhook.id)
      }
    } catch (error) {
      onError(error)
    }
    startDue()
    lookIn(nextInMs)
  }

  function startDue(): void {
    for (const id of due) {
      if (stopping.signal.aborted || running.size >= atATime) return
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
        // A retry may be due, and what came when it was about to end is not to wait for the next poll.
        if (passedOver.delete(id) || didSomething) wake()
      })
    running.set(id, delivery)
  }

  function wake(): void {
    isWoken = true
    if (looking) return
    lookIn(Math.max(0, lookedAtMs + lookEveryMs - performance.now()))
  }

  lookIn(0)
  return {
    wake,
    async stop() {
      stopping.abort(new Error('the server stops'))
      clearTimeout(timer)
      await looking
      await Promise.all(running.values())
    },
  }
}
