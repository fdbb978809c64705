import { generationOf } from 'timesheets-sdk/decide'
import { type Event, keptWebhookDeliveries } from 'timesheets-sdk/model'
import type { Engine } from '../store/engine.ts'
import { readEventLog } from '../store/events/generations.ts'
import { eventFromRow } from '../store/events/listed-events.ts'
import { addDeliveries, type DeliveryRecord } from '../store/events/webhook-deliveries.ts'
import {
  eventsToDeliver,
  findLeasedWebhook,
  findWebhook,
  leaseWebhook,
  markWebhookFailing,
  noteDelivered,
  updateLeasedWebhook,
  type WebhookRecord,
} from '../store/events/webhooks.ts'
import { messageOf, requestedActions } from './message.ts'
import { recordedSend } from './recorded-send.ts'
import { type RetrySchedule, retryDelayMs } from './schedule.ts'
import type { Attempt, Message, WebhookSender } from './send.ts'
import { secretsOf } from './signature.ts'

/** How many events are in memory at a time, per webhook. */
const pageSize = 100
/** A lease lasts far longer than the longest attempt, and is renewed in its second half. */
const leaseMs = 60_000
/** How often progress is saved. If the process is killed, later deliveries are repeated with the same ids. */
const saveEveryMs = 1_000
/** How many events that a webhook did not request are skipped before progress is saved. */
const saveEverySkippedEvents = 1_000
/** The endpoint no longer exists (RFC 9110 section 15.5.11). */
const gone = 410
const noFailures = {
  failingEvent: null,
  failures: 0,
  failingSinceMs: null,
  lastFailure: null,
  nextAttemptAtMs: null,
} as const

/** A range of the log in which none of the requested events was found. */
interface Scan {
  readonly requested: string
  readonly from: number
  readonly through: number
}

/** The dependencies and shared state of deliveries. */
export interface DeliveryContext {
  readonly engine: Engine
  readonly sender: WebhookSender
  readonly schedule: RetrySchedule
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** For each webhook, how far the log was scanned without finding any of the requested events. */
  readonly scanned: Map<string, Scan>
  /** Identifies this process in leases. */
  readonly holder: string
  readonly onAttempt: (webhookId: string, attempt: Attempt) => void
  readonly onFailing: (webhookId: string, failure: string) => void
}

/**
 * Delivers the due events to one webhook, one after the other, until none are left, a delivery fails, another
 * process has the lease, or `signal` aborts. A delivery only counts once the endpoint has responded with 2xx.
 * @returns whether this process took the lease
 */
export async function deliver(context: DeliveryContext, id: string, signal: AbortSignal): Promise<boolean> {
  const { engine, now, holder } = context
  // Most commits have no event for this webhook: then nothing is written.
  if (!(await needsLease(context, id))) return false
  const nowMs = now()
  const leased = await engine.transaction((transaction) =>
    leaseWebhook(transaction, id, { holder, nowMs, untilMs: nowMs + leaseMs }),
  )
  if (leased) await new Delivery(context, leased).run(signal)
  return leased !== undefined
}

async function needsLease({ engine, scanned }: DeliveryContext, id: string): Promise<boolean> {
  const webhook = await findWebhook(engine.reader, id)
  if (!webhook) return false
  const { deliveredThrough: saved, events } = webhook
  const from = scannedThrough(scanned, webhook)
  const found = await eventsToDeliver(engine, requestedActions(events), from, 1)
  if (found.events.length > 0) return true
  const requested = events.join()
  scanned.set(id, { requested, from: Math.min(from, saved), through: found.through })
  return found.through - saved >= saveEverySkippedEvents
}

/** Where to continue: a range that was scanned for the same requested events is not scanned again. */
function scannedThrough(scanned: DeliveryContext['scanned'], webhook: WebhookRecord): number {
  const { id, events, deliveredThrough: saved } = webhook
  const last = scanned.get(id)
  // The range ends the scan only if it starts before: somebody may have moved the webhook back.
  const isScanned = last?.requested === events.join() && last.from <= saved
  return isScanned ? Math.max(saved, last.through) : saved
}

type Changes = Parameters<typeof updateLeasedWebhook>[3]

class Delivery {
  readonly #context: DeliveryContext
  readonly #id: string
  #through: number
  #savedThrough: number
  #savedAtMs: number
  #leasedUntilMs: number
  /** Written when the lease is released. */
  #changesOnRelease: Changes = { leasedBy: null, leasedUntilMs: null }
  #isFailing = false
  /** The attempts since progress was last saved: the newest, as the history keeps no more. */
  #attempts: DeliveryRecord[] = []

  constructor(context: DeliveryContext, webhook: WebhookRecord) {
    this.#context = context
    this.#id = webhook.id
    this.#through = scannedThrough(context.scanned, webhook)
    this.#savedThrough = webhook.deliveredThrough
    this.#savedAtMs = context.now()
    this.#leasedUntilMs = webhook.leasedUntilMs ?? 0
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted && (await this.#deliverPage(signal))) {}
    } finally {
      // Even after an error: otherwise other processes would have to wait for the lease to expire.
      await this.#write(this.#changesOnRelease)
    }
  }

  /** @returns whether there may be more to do */
  async #deliverPage(signal: AbortSignal): Promise<boolean> {
    const { engine } = this.#context
    const webhook = await this.#findLeased()
    if (!webhook) return false
    const actions = requestedActions(webhook.events)
    const found = await eventsToDeliver(engine, actions, this.#through, pageSize)
    const log = await readEventLog(engine.reader)
    const requested = webhook.events.join()
    for (const row of found.events) {
      const event = eventFromRow(row, generationOf(log, row.sequence))
      const message = messageOf(this.#id, event, log)
      if (signal.aborted || !(await this.#deliverMessage(requested, event, message, signal))) {
        return false
      }
    }
    this.#through = found.through
    await this.#saveIfDue()
    return !found.isEnd
  }

  /** @returns whether to go on with the next event */
  async #deliverMessage(
    requested: string,
    { sequence, action: type }: Pick<Event, 'sequence' | 'action'>,
    message: Message,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { sender, now, onAttempt } = this.#context
    await this.#saveIfDue()
    // Read before each delivery: a pause or a new URL applies from the next delivery on.
    const webhook = await this.#findLeased()
    if (!webhook || webhook.events.join() !== requested) return false
    const endpoint = { url: webhook.url, secrets: secretsOf(webhook, now()) }
    const options = { sequence, type, attempt: webhook.failures + 1, now, signal }
    const sent = await recordedSend(sender, endpoint, message, options).catch((error) => {
      if (signal.aborted) return undefined
      throw error
    })
    if (!sent) return false
    const { attempt, record } = sent
    onAttempt(this.#id, attempt)
    if (!attempt.delivered) {
      this.#fail(webhook, record, attempt)
      return false
    }
    this.#attempts = [...this.#attempts.slice(1 - keptWebhookDeliveries), record]
    this.#through = sequence
    if (webhook.failures > 0) await this.#save(noFailures)
    return true
  }

  #findLeased(): Promise<WebhookRecord | undefined> {
    const { engine, holder } = this.#context
    return findLeasedWebhook(engine.reader, this.#id, holder)
  }

  #fail(
    webhook: WebhookRecord,
    record: DeliveryRecord,
    { status, failure, retryAfterMs }: Extract<Attempt, { readonly delivered: false }>,
  ): void {
    const { now, schedule, onFailing } = this.#context
    const nowMs = now()
    const failures = webhook.failures + 1
    const sinceMs = webhook.failingSinceMs ?? nowMs
    const isFailing = status === gone || nowMs - sinceMs >= schedule.failingAfterMs
    const nextAttemptAtMs = isFailing ? null : nowMs + retryDelayMs(failures, schedule, retryAfterMs)
    this.#attempts.push({ ...record, nextAttemptAtMs })
    this.#changesOnRelease = {
      ...this.#changesOnRelease,
      failingEvent: record.sequence,
      failures,
      failingSinceMs: sinceMs,
      lastFailure: failure,
      nextAttemptAtMs,
    }
    if (!isFailing) return
    this.#isFailing = true
    onFailing(this.#id, failure)
  }

  async #saveIfDue(): Promise<void> {
    const nowMs = this.#context.now()
    const isSaveDue = this.#through > this.#savedThrough && nowMs - this.#savedAtMs >= saveEveryMs
    if (isSaveDue || this.#leasedUntilMs - nowMs < leaseMs / 2) await this.#save({})
  }

  /** Saves the progress and renews the lease. */
  async #save(changes: Changes): Promise<void> {
    const nowMs = this.#context.now()
    await this.#write({ ...changes, leasedUntilMs: nowMs + leaseMs })
    this.#savedAtMs = nowMs
    this.#leasedUntilMs = nowMs + leaseMs
  }

  async #write(changes: Changes): Promise<void> {
    const { engine, holder } = this.#context
    const [from, through, attempts] = [this.#savedThrough, this.#through, this.#attempts]
    await engine.transaction(async (transaction) => {
      await addDeliveries(engine, transaction, this.#id, attempts)
      if (through > from) await noteDelivered(transaction, this.#id, { from, through })
      if (this.#isFailing) await markWebhookFailing(transaction, this.#id, holder)
      await updateLeasedWebhook(transaction, this.#id, holder, changes)
    })
    this.#savedThrough = through
    this.#attempts = []
  }
}
