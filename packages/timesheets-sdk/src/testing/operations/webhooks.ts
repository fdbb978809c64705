import { v7 as uuidv7 } from 'uuid'
import { type OperationName, pathOf, routes } from '../../contract/routes.ts'
import { webhookCursorOf, webhookPositionOf } from '../../contract/webhooks.ts'
import { noSuchWebhook } from '../../decide/not-found.ts'
import { violationError } from '../../decide/problem-error.ts'
import { faultInWebhookUrl } from '../../decide/webhook-url.ts'
import { checkWebhookAccess, movedDelivery, webhookEvents } from '../../decide/webhooks.ts'
import type { Webhook } from '../../model/webhook.ts'
import type { Backend, OperationHandlers } from '../backend.ts'
import { json, noContent, page } from '../responses.ts'

type WebhookOperation = Extract<
  OperationName,
  `${string}Webhook` | `${string}Webhooks` | `${string}WebhookSecret` | 'listWebhookDeliveries'
>

const byId = {
  read: webhookPositionOf,
  write: ({ id }: { readonly id: string }) => webhookCursorOf(id),
  isAfter: ({ id }: { readonly id: string }, after: string) => id > after,
}

const byTime = { ...byId, isAfter: ({ id }: { readonly id: string }, after: string) => id < after }

export const webhookHandlers: OperationHandlers<WebhookOperation> = {
  listWebhooks: ({ query }, { store }) =>
    json(
      200,
      page(() => store.webhooks.list(), query, byId),
    ),

  createWebhook({ caller, body: { url, events, description }, idempotency }, backend) {
    const { store, kept, now } = backend
    checkWebhookAccess(caller, { url, events })
    checkUrl(url)
    const { id } = kept.once(caller, idempotency, now(), () => {
      const at = new Date(now()).toISOString()
      const webhook: Webhook = {
        id: uuidv7(),
        url,
        events,
        ...(description === undefined ? {} : { description }),
        status: 'active',
        deliveredThrough: store.events.last,
        ...untried,
        createdAt: at,
        updatedAt: at,
      }
      store.webhooks.put(webhook, newSecret())
      store.events.append(...webhookEvents(caller, null, webhook, now()))
      return { id: webhook.id }
    })
    return json(201, withSecret(backend, id), { Location: pathOf(routes.getWebhook, { id }) })
  },

  getWebhook: ({ params: { id } }, backend) => json(200, existing(backend, id).webhook),

  updateWebhook({ caller, params: { id }, body }, backend) {
    const { description, skipThrough, replayAfter, ...patch } = body
    const { store, now } = backend
    checkWebhookAccess(caller, body)
    if (patch.url !== undefined) checkUrl(patch.url)
    const { webhook: before, secret } = existing(backend, id)
    const through = movedDelivery(before, { skipThrough, replayAfter }, store.events.log)
    const { description: formerDescription, ...rest } = before
    const described = description === undefined ? formerDescription : (description ?? undefined)
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    const after: Webhook = {
      ...rest,
      ...(described === undefined ? {} : { description: described }),
      ...Object.fromEntries(given),
      ...(through === undefined ? {} : { deliveredThrough: through }),
      ...(patch.status === 'active' || through !== undefined ? untried : {}),
      updatedAt: new Date(now()).toISOString(),
    }
    store.webhooks.put(after, secret)
    store.events.append(...webhookEvents(caller, before, after, now(), { isMoved: through !== undefined }))
    return json(200, after)
  },

  deleteWebhook({ caller, params: { id } }, backend) {
    const { webhook } = existing(backend, id)
    backend.store.webhooks.remove(id)
    backend.store.events.append(...webhookEvents(caller, webhook, null, backend.now()))
    return noContent()
  },

  rotateWebhookSecret({ caller, params: { id }, idempotency }, backend) {
    const { store, kept, now } = backend
    kept.once(caller, idempotency, now(), () => {
      const { webhook: before } = existing(backend, id)
      const after = { ...before, updatedAt: new Date(now()).toISOString() }
      store.webhooks.put(after, newSecret())
      store.events.append(...webhookEvents(caller, before, after, now(), { isSecretNew: true }))
      return null
    })
    return json(200, withSecret(backend, id))
  },

  /** The fake calls nobody. */
  testWebhook({ params: { id } }, backend) {
    existing(backend, id)
    const result = { delivered: true, status: 204, failure: null }
    backend.store.webhooks.deliver(id, {
      id: uuidv7(),
      time: new Date(backend.now()).toISOString(),
      sequence: null,
      type: 'webhook.test',
      messageId: `msg_${id}_test_${uuidv7()}`,
      attempt: 1,
      ...result,
      durationMs: 0,
      nextAttemptAt: null,
    })
    return json(200, result)
  },

  listWebhookDeliveries({ params: { id }, query }, backend) {
    existing(backend, id)
    return json(
      200,
      page(() => backend.store.webhooks.deliveries(id), query, byTime),
    )
  },
}

const untried = { failingEvent: null, failures: 0, lastFailure: null, nextAttemptAt: null } as const

function existing({ store }: Backend, id: string) {
  const found = store.webhooks.find(id)
  if (!found) throw noSuchWebhook()
  return found
}

function withSecret(backend: Backend, id: string) {
  const { webhook, secret } = existing(backend, id)
  return { ...webhook, secret }
}

/** The fake knows no list of public addresses: it takes names of hosts only. */
function checkUrl(url: string): void {
  const fault = faultInWebhookUrl(url, { allowPrivate: false, isPublicAddress: () => false })
  if (fault === undefined) return
  throw violationError({ code: 'invalid_value', message: `url ${fault}`, path: '/url' })
}

function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
}
