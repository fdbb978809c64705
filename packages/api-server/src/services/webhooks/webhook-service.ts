import { isDeepStrictEqual } from 'node:util'
import {
  type WebhookDeliveryPage,
  type WebhookPage,
  type WebhookTestResult,
  webhookCursorOf,
} from 'timesheets-sdk/contract'
import {
  checkWebhookAccess,
  type IdempotencyKey,
  movedDelivery,
  noSuchWebhook,
  pageOf,
  violationError,
  webhookEvents,
} from 'timesheets-sdk/decide'
import type {
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookPatch,
  WebhookWithSecret,
} from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { appendEvents } from '../../store/events/events.ts'
import { readEventLog } from '../../store/events/generations.ts'
import {
  addDeliveries,
  type DeliveryRecord,
  deleteDeliveries,
  listDeliveries,
} from '../../store/events/webhook-deliveries.ts'
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  lockWebhook,
  updateWebhook,
  type WebhookRecord,
} from '../../store/events/webhooks.ts'
import { testMessageOf, testMessageType } from '../../webhooks/message.ts'
import { recordedSend } from '../../webhooks/recorded-send.ts'
import type { WebhookSender } from '../../webhooks/send.ts'
import { formerSecretLifetimeMs, newSecret, secretsOf } from '../../webhooks/signature.ts'
import type { ServiceContext } from '../context.ts'
import { newId } from '../write/new-id.ts'
import { once } from '../write/once.ts'

/** Webhooks. A secret is only returned when it is created. */
export interface WebhookService {
  listWebhooks(caller: Caller, after: string | undefined, limit: number): Promise<WebhookPage>
  createWebhook(
    caller: Caller,
    webhook: NewWebhook,
    idempotency: IdempotencyKey | undefined,
  ): Promise<WebhookWithSecret>
  getWebhook(caller: Caller, id: string): Promise<Webhook>
  updateWebhook(caller: Caller, id: string, patch: WebhookPatch): Promise<Webhook>
  deleteWebhook(caller: Caller, id: string): Promise<void>
  rotateWebhookSecret(
    caller: Caller,
    id: string,
    idempotency: IdempotencyKey | undefined,
  ): Promise<WebhookWithSecret>
  testWebhook(caller: Caller, id: string): Promise<WebhookTestResult>
  /** The last attempts, newest first, before the one with the id `before`. */
  listWebhookDeliveries(
    caller: Caller,
    id: string,
    before: string | undefined,
    limit: number,
  ): Promise<WebhookDeliveryPage>
}

export function webhookService(context: ServiceContext, sender: WebhookSender): WebhookService {
  const { engine, reader, writer, now, reading } = context

  async function existing(id: string): Promise<WebhookRecord> {
    const row = await reading(() => findWebhook(reader, id))
    if (!row) throw noSuchWebhook()
    return row
  }

  async function withSecret(id: string): Promise<WebhookWithSecret> {
    const webhook = await existing(id)
    return { ...webhookFrom(webhook), secret: webhook.secret }
  }

  function checkUrl(url: string | undefined): void {
    const fault = url === undefined ? undefined : sender.faultIn(url)
    if (fault === undefined) return
    const message = `url ${fault}`
    throw violationError({ code: 'invalid_value', message, path: '/url' })
  }

  return {
    listWebhooks: (_caller, after, limit) =>
      reading(async () => {
        const rows = await listWebhooks(reader, after, limit + 1)
        return pageOf(rows.map(webhookFrom), limit, ({ id }) => webhookCursorOf(id))
      }),

    async createWebhook(caller, { url, events, description }, idempotency) {
      checkWebhookAccess(caller, { url, events })
      checkUrl(url)
      const { id } = await once(context, caller, idempotency, async (transaction, nowMs) => {
        const row = await insertWebhook(engine, transaction, {
          ...neverTried,
          id: newId(),
          url,
          events,
          description: description ?? null,
          secret: newSecret(),
          formerSecret: null,
          formerSecretUntilMs: null,
          status: 'active',
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        })
        return {
          mark: { id: row.id },
          events: webhookEvents(caller, null, webhookFrom(row), nowMs),
        }
      })
      return withSecret(id)
    },

    getWebhook: async (_caller, id) => webhookFrom(await existing(id)),

    async updateWebhook(caller, id, { url, events, description, status, skipThrough, replayAfter }) {
      checkWebhookAccess(caller, { url, events, status, replayAfter })
      checkUrl(url)
      return writer.transact(async (transaction) => {
        const before = await lockWebhook(engine, transaction, id)
        if (!before) throw noSuchWebhook()
        const nowMs = now()
        const isMoving = skipThrough !== undefined || replayAfter !== undefined
        const through =
          isMoving && movedDelivery(before, { skipThrough, replayAfter }, await readEventLog(transaction))
        const isMoved = typeof through === 'number'
        const changes = {
          ...(url === undefined ? {} : { url }),
          ...(events === undefined ? {} : { events }),
          ...(description === undefined ? {} : { description }),
          ...(status === undefined ? {} : { status }),
          ...(isMoved ? { deliveredThrough: through } : {}),
          // A resumed webhook is tried now, not after the rest of a long delay. A delivery in progress ends.
          ...(status === 'active' || isMoved ? neverTried : {}),
        }
        if (isDeepStrictEqual({ ...before, ...changes }, before)) return webhookFrom(before)
        const after = await updateWebhook(transaction, id, { ...changes, updatedAtMs: nowMs })
        const webhook = webhookFrom(after)
        const told = webhookEvents(caller, webhookFrom(before), webhook, nowMs, { isMoved })
        await appendEvents(engine, transaction, told)
        return webhook
      })
    },

    deleteWebhook: (caller, id) =>
      writer.transact(async (transaction) => {
        const row = await lockWebhook(engine, transaction, id)
        if (!row) throw noSuchWebhook()
        await deleteDeliveries(transaction, id)
        await deleteWebhook(transaction, id)
        await appendEvents(engine, transaction, webhookEvents(caller, webhookFrom(row), null, now()))
      }),

    async rotateWebhookSecret(caller, id, idempotency) {
      await once(context, caller, idempotency, async (transaction, nowMs) => {
        const before = await lockWebhook(engine, transaction, id)
        if (!before) throw noSuchWebhook()
        const after = await updateWebhook(transaction, id, {
          secret: newSecret(),
          formerSecret: before.secret,
          formerSecretUntilMs: nowMs + formerSecretLifetimeMs,
          updatedAtMs: nowMs,
        })
        const [was, is] = [webhookFrom(before), webhookFrom(after)]
        return { mark: null, events: webhookEvents(caller, was, is, nowMs, { isSecretNew: true }) }
      })
      return withSecret(id)
    },

    async testWebhook(_caller, id) {
      const webhook = await existing(id)
      const endpoint = { url: webhook.url, secrets: secretsOf(webhook, now()) }
      const message = testMessageOf(id, newId(), now())
      const options = { sequence: null, type: testMessageType, attempt: 1, now }
      const { attempt, record } = await recordedSend(sender, endpoint, message, options)
      await writer.transact((transaction) => addDeliveries(engine, transaction, id, [record]))
      return { delivered: attempt.delivered, status: attempt.status, failure: record.failure }
    },

    async listWebhookDeliveries(_caller, id, before, limit) {
      await existing(id)
      const records = await reading(() => listDeliveries(reader, id, before, limit + 1))
      return pageOf(records.map(deliveryFrom), limit, (delivery) => webhookCursorOf(delivery.id))
    },
  }
}

const neverTried = {
  failingEvent: null,
  failures: 0,
  failingSinceMs: null,
  lastFailure: null,
  nextAttemptAtMs: null,
  leasedBy: null,
  leasedUntilMs: null,
} as const

/** A webhook as the API returns it, without its secrets. */
function webhookFrom(record: WebhookRecord): Webhook {
  const { id, url, description, status, deliveredThrough, nextAttemptAtMs } = record
  const { failingEvent, failures, lastFailure } = record
  return {
    id,
    url,
    events: [...record.events],
    ...(description === null ? {} : { description }),
    status,
    deliveredThrough,
    failingEvent,
    failures,
    lastFailure,
    nextAttemptAt: nextAttemptAtMs === null ? null : new Date(nextAttemptAtMs).toISOString(),
    createdAt: new Date(record.createdAtMs).toISOString(),
    updatedAt: new Date(record.updatedAtMs).toISOString(),
  }
}

function deliveryFrom({ atMs, nextAttemptAtMs, ...record }: DeliveryRecord): WebhookDelivery {
  return {
    ...record,
    time: new Date(atMs).toISOString(),
    delivered: record.failure === null,
    nextAttemptAt: nextAttemptAtMs === null ? null : new Date(nextAttemptAtMs).toISOString(),
  }
}
