import type { Event } from 'timesheets-sdk/model'
import type { Engine } from '../store/engine.ts'
import { eventFromRow } from '../store/listed-events.ts'
import {
  eventsToDeliver,
  findLeasedWebhook,
  findWebhook,
  giveWebhookUp,
  leaseWebhook,
  noteDelivered,
  updateLeasedWebhook,
  type WebhookRecord,
} from '../store/webhooks.ts'
import { actionsAskedFor, messageOf } from './message.ts'
import { type RetrySchedule, retryDelayMs } from './schedule.ts'
import { secretsOf } from './secrets.ts'
import type { Attempt, WebhookSender } from './send.ts'

/** Events that are held in memory at a time, for each webhook. */
const pageSize = 100
/** A lease outlives the longest attempt by far, and is renewed in its second half. */
const leaseMs = 60_000
/** How often it is noted how far a webhook is. What was not, when the process is killed, is sent again under the same ids. */
const noteEveryMs = 1_000
/** Where nothing is asked for, how many events are passed before that is noted. */
const notePassedEvents = 1_000
/** The endpoint says that it is no more (RFC 9110 section 15.5.11). */
const gone = 410
const noFailures = {
  failures: 0,
  failingSinceMs: null,
  lastFailure: null,
  nextAttemptAtMs: null,
} as const

/** What deliveries are made with. */
export interface DeliveryContext {
  readonly engine: Engine
  readonly sender: WebhookSender
  readonly schedule: RetrySchedule
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How far was looked for a webhook, in vain, for which events. */
  readonly passed: Map<string, { readonly askedFor: string; readonly through: number }>
  /** Names this process in leases. */
  readonly holder: string
  readonly onAttempt: (webhookId: string, attempt: Attempt) => void
  readonly onFailing: (webhookId: string, failure: string) => void
}

/**
 * Delivers what is due to one webhook, one event after the other, until there is nothing more, a delivery fails, somebody else
 * holds it, or `signal` aborts. A delivery counts when the endpoint has answered with 2xx, and not before.
 * @returns whether there was anything to do
 */
export async function deliver(context: DeliveryContext, id: string, signal: AbortSignal): Promise<boolean> {
  const { engine, now, holder } = context
  // Most commits are none of its business: then nothing is written.
  if (!(await isWorthALease(context, id))) return false
  const nowMs = now()
  const leased = await engine.transaction((transaction) =>
    leaseWebhook(transaction, id, { holder, nowMs, untilMs: nowMs + leaseMs }),
  )
  if (leased) await new Delivery(context, leased).run(signal)
  return leased !== undefined
}

async function isWorthALease({ engine, passed }: DeliveryContext, id: string): Promise<boolean> {
  const webhook = await findWebhook(engine.reader, id)
  if (!webhook) return false
  const { deliveredThrough: noted, events } = webhook
  const found = await eventsToDeliver(
    engine.reader,
    actionsAskedFor(events),
    lookedThrough(passed, webhook),
    1,
  )
  if (found.events.length > 0) return true
  passed.set(id, { askedFor: events.join(), through: found.through })
  return found.through - noted >= notePassedEvents
}

/** What was looked through for the same events need not be looked through again. */
function lookedThrough(passed: DeliveryContext['passed'], webhook: WebhookRecord): number {
  const { id, events, deliveredThrough: noted } = webhook
  const before = passed.get(id)
  return before?.askedFor === events.join() ? Math.max(noted, before.through) : noted
}

type Changes = Parameters<typeof updateLeasedWebhook>[3]

class Delivery {
  readonly #context: DeliveryContext
  readonly #id: string
  #through: number
  #notedThrough: number
  #notedAtMs: number
  #leasedUntilMs: number
  /** What is written when the webhook is given back. */
  #atTheEnd: Changes = { leasedBy: null, leasedUntilMs: null }
  #isGivenUp = false

  constructor(context: DeliveryContext, webhook: WebhookRecord) {
    this.#context = context
    this.#id = webhook.id
    this.#through = lookedThrough(context.passed, webhook)
    this.#notedThrough = webhook.deliveredThrough
    this.#notedAtMs = context.now()
    this.#leasedUntilMs = webhook.leasedUntilMs ?? 0
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && (await this.#page(signal))) {}
    } finally {
      // Also where all else has failed: nobody has to wait for the lease to end.
      await this.#write(this.#atTheEnd)
    }
  }

  /** @returns whether there may be more to do */
  async #page(signal: AbortSignal): Promise<boolean> {
    const { engine } = this.#context
    const webhook = await this.#held()
    if (!webhook) return false
    const actions = actionsAskedFor(webhook.events)
    const found = await eventsToDeliver(engine.reader, actions, this.#through, pageSize)
    for (const row of found.events) {
      if (signal.aborted || !(await this.#one(webhook.events.join(), eventFromRow(row), signal))) return false
    }
    this.#through = found.through
    await this.#noteNowAndThen()
    return !found.isEnd
  }

  /** @returns whether to go on with the next event */
  async #one(askedFor: string, event: Event, signal: AbortSignal): Promise<boolean> {
    const { sender, now, onAttempt } = this.#context
    await this.#noteNowAndThen()
    // Read each time: whoever pauses it, or changes its address, is obeyed from the next delivery on.
    const webhook = await this.#held()
    if (!webhook || webhook.events.join() !== askedFor) return false
    const endpoint = { url: webhook.url, secrets: secretsOf(webhook, now()) }
    const attempt = await sender.send(endpoint, messageOf(this.#id, event), signal).catch((error) => {
      if (signal.aborted) return undefined
      throw error
    })
    if (!attempt) return false
    onAttempt(this.#id, attempt)
    if (!attempt.delivered) {
      this.#fail(webhook, attempt)
      return false
    }
    this.#through = event.sequence
    if (webhook.failures > 0) await this.#note(noFailures)
    return true
  }

  #held(): Promise<WebhookRecord | undefined> {
    const { engine, holder } = this.#context
    return findLeasedWebhook(engine.reader, this.#id, holder)
  }

  #fail(webhook: WebhookRecord, { status, failure }: Extract<Attempt, { readonly delivered: false }>): void {
    const { now, schedule, onFailing } = this.#context
    const nowMs = now()
    const failures = webhook.failures + 1
    const sinceMs = webhook.failingSinceMs ?? nowMs
    const isFailing = status === gone || nowMs - sinceMs >= schedule.failingAfterMs
    this.#atTheEnd = {
      ...this.#atTheEnd,
      failures,
      failingSinceMs: sinceMs,
      lastFailure: failure,
      nextAttemptAtMs: isFailing ? null : nowMs + retryDelayMs(failures, schedule),
    }
    if (!isFailing) return
    this.#isGivenUp = true
    onFailing(this.#id, failure)
  }

  async #noteNowAndThen(): Promise<void> {
    const nowMs = this.#context.now()
    const isMoved = this.#through > this.#notedThrough && nowMs - this.#notedAtMs >= noteEveryMs
    if (isMoved || this.#leasedUntilMs - nowMs < leaseMs / 2) await this.#note({})
  }

  /** Notes how far it is, and holds the webhook for longer. */
  async #note(changes: Changes): Promise<void> {
    const nowMs = this.#context.now()
    await this.#write({ ...changes, leasedUntilMs: nowMs + leaseMs })
    this.#notedAtMs = nowMs
    this.#leasedUntilMs = nowMs + leaseMs
  }

  async #write(changes: Changes): Promise<void> {
    const { engine, holder } = this.#context
    const through = this.#through
    await engine.transaction(async (transaction) => {
      if (through > this.#notedThrough) await noteDelivered(transaction, this.#id, through)
      if (this.#isGivenUp) await giveWebhookUp(transaction, this.#id, holder)
      await updateLeasedWebhook(transaction, this.#id, holder, changes)
    })
    this.#notedThrough = through
  }
}
