import { HttpResponse } from 'msw/http'
import { v7 as uuidv7 } from 'uuid'
import { type OperationName, pathOf, routes } from '../../contract/routes.ts'
import { listWebhooksQuerySchema, webhookCursorOf, webhookPositionOf } from '../../contract/webhooks.ts'
import type { EventAction, EventRecord } from '../../model/event.ts'
import {
  newWebhookSchema,
  type Webhook,
  type WebhookWithSecret,
  webhookPatchSchema,
} from '../../model/webhook.ts'
import type { Caller } from '../../rules/caller.ts'
import { jsonAnswer } from '../answers.ts'
import type { Backend, OperationHandlers } from '../backend.ts'
import { pageAnswer } from '../page.ts'
import { readJson, readQuery } from '../read-request.ts'
import { refuse, refuseForViolations } from '../refusal.ts'

type WebhookOperation = Extract<
  OperationName,
  `${string}Webhook` | `${string}Webhooks` | `${string}WebhookSecret`
>

export const webhookHandlers: OperationHandlers<WebhookOperation> = {
  listWebhooks({ request }, { store }) {
    return pageAnswer(store.webhooks.list(), readQuery(request, listWebhooksQuerySchema), {
      read: webhookPositionOf,
      write: ({ id }) => webhookCursorOf(id),
      isAfter: ({ id }, after) => id > after,
    })
  },

  createWebhook({ request, caller, content }, backend) {
    const { store, kept, now } = backend
    const { url, events, description } = readJson(content.text, newWebhookSchema)
    checkUrl(url)
    return kept.answer(request, caller, content, () => {
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
      const secret = newSecret()
      store.webhooks.put(webhook, secret)
      store.events.append(eventOf(caller, now(), 'webhook.added', null, webhook))
      const location = pathOf(routes.getWebhook, { id: webhook.id })
      return jsonAnswer(201, { ...webhook, secret } satisfies WebhookWithSecret, { Location: location })
    })
  },

  getWebhook: ({ param }, backend) => jsonAnswer(200, existing(backend, param('id')).webhook),

  updateWebhook({ caller, param, content }, backend) {
    const { description, ...patch } = readJson(content.text, webhookPatchSchema)
    const { webhook: before, secret } = existing(backend, param('id'))
    if (patch.url !== undefined) checkUrl(patch.url)
    const { description: formerDescription, ...rest } = before
    const described = description === undefined ? formerDescription : (description ?? undefined)
    const after: Webhook = {
      ...rest,
      ...(described === undefined ? {} : { description: described }),
      ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
      ...(patch.status === 'active' ? untried : {}),
      updatedAt: new Date(backend.now()).toISOString(),
    }
    backend.store.webhooks.put(after, secret)
    backend.store.events.append(eventOf(caller, backend.now(), 'webhook.updated', before, after))
    return jsonAnswer(200, after)
  },

  deleteWebhook({ caller, param }, backend) {
    const { webhook } = existing(backend, param('id'))
    backend.store.webhooks.remove(webhook.id)
    backend.store.events.append(eventOf(caller, backend.now(), 'webhook.removed', webhook, null))
    return new HttpResponse(null, { status: 204 })
  },

  rotateWebhookSecret({ request, caller, param, content }, backend) {
    const { webhook } = existing(backend, param('id'))
    return backend.kept.answer(request, caller, content, () => {
      const secret = newSecret()
      const after = { ...webhook, updatedAt: new Date(backend.now()).toISOString() }
      backend.store.webhooks.put(after, secret)
      backend.store.events.append(eventOf(caller, backend.now(), 'webhook.updated', webhook, after))
      return jsonAnswer(200, { ...after, secret } satisfies WebhookWithSecret)
    })
  },

  /** The fake calls nobody. */
  testWebhook({ param }, backend) {
    existing(backend, param('id'))
    return jsonAnswer(200, { delivered: true, status: 204, failure: null })
  },
}

const untried = { failures: 0, lastFailure: null, nextAttemptAt: null } as const

function existing({ store }: Backend, id: string) {
  const found = store.webhooks.find(id)
  if (!found) throw refuse('not_found', 'there is no such webhook: it may have been removed')
  return found
}

/** What the server says of a URL before it knows its host's addresses, as far as tests of clients need it. */
function checkUrl(url: string): void {
  if (new URL(url).protocol === 'https:') return
  throw refuseForViolations([{ code: 'invalid_value', message: 'url must be an https: URL', path: '/url' }])
}

function newSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
}

function eventOf(
  caller: Caller,
  timeMs: number,
  action: EventAction,
  before: Webhook | null,
  after: Webhook | null,
): EventRecord {
  const told = (webhook: Webhook | null) =>
    webhook && { url: webhook.url, events: webhook.events, status: webhook.status }
  const { subject: actor, clientId: client } = caller
  const subject = { type: 'webhook', id: (after ?? before)?.id ?? '' } as const
  return {
    timeMs,
    actor,
    client,
    action,
    subject,
    week: null,
    before: told(before),
    after: told(after),
    reason: null,
  }
}
