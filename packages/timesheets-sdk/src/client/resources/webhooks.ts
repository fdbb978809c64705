import type { WebhookDeliveryPage, WebhookPage, WebhookTestResult } from '../../contract/webhooks.ts'
import type { NewWebhook, Webhook, WebhookPatch, WebhookWithSecret } from '../../model/webhook.ts'
import type { WebhookDelivery } from '../../model/webhook-delivery.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

export interface CreateWebhookOptions extends CallOptions {
  /** Names this creation, so that it happens once however often it is asked for. Default: a random one. */
  readonly idempotencyKey?: string
}

/**
 * Endpoints that are told of events; needs `manage:timesheets`. Every method fails with {@link
 * TimesheetsError}.
 */
export interface Webhooks {
  /** All webhooks, the oldest first. */
  list(options?: CallOptions): AsyncIterable<Webhook>
  /** The webhook with this id, without its secret. */
  get(id: string, options?: CallOptions): Promise<Webhook>
  /** Its `secret` is returned here and never again: store it where the endpoint reads it. */
  create(webhook: NewWebhook, options?: CreateWebhookOptions): Promise<WebhookWithSecret>
  /**
   * Changes the members of the patch: `status` pauses and resumes, `skipThrough` leaves out events,
   * `replayAfter` delivers events again. Not sent again after a failure.
   */
  update(id: string, patch: WebhookPatch, options?: CallOptions): Promise<Webhook>
  /** Removes a webhook: nothing more is delivered to it. */
  delete(id: string, options?: CallOptions): Promise<void>
  /** A new secret; deliveries are signed with the former one, too, for 24 hours. */
  rotateSecret(id: string, options?: CreateWebhookOptions): Promise<WebhookWithSecret>
  /** Sends a `webhook.test` to the endpoint now, and says what came back. */
  test(id: string, options?: CallOptions): Promise<WebhookTestResult>
  /** The last attempts to deliver to it, the newest first: 50 that succeeded and 50 that failed. */
  deliveries(id: string, options?: PagedOptions): Paged<WebhookDelivery, WebhookDeliveryPage>
}

export function webhooks({ caller }: NounContext): Webhooks {
  return {
    async *list(options) {
      let cursor: string | undefined
      do {
        const { value }: { value: WebhookPage } = await caller.call(
          'listWebhooks',
          { query: { cursor } },
          options,
        )
        yield* value.data
        cursor = value.nextCursor ?? undefined
      } while (cursor !== undefined)
    },
    async get(id, options) {
      return (await caller.call('getWebhook', { parameters: { id } }, options)).value
    },
    async create(webhook, options = {}) {
      const body = JSON.stringify(webhook)
      return (await caller.call('createWebhook', { body, idempotencyKey: options.idempotencyKey }, options))
        .value
    },
    async update(id, patch, options) {
      const body = JSON.stringify(patch)
      return (await caller.call('updateWebhook', { parameters: { id }, body }, options)).value
    },
    async delete(id, options) {
      await caller.call('deleteWebhook', { parameters: { id } }, options)
    },
    async rotateSecret(id, options = {}) {
      const call = { parameters: { id }, idempotencyKey: options.idempotencyKey }
      return (await caller.call('rotateWebhookSecret', call, options)).value
    },
    async test(id, options) {
      return (await caller.call('testWebhook', { parameters: { id } }, options)).value
    },
    deliveries: (id, options = {}) =>
      paged(async (place) => {
        return (await caller.call('listWebhookDeliveries', { parameters: { id }, query: place }, options))
          .value
      }, options),
  }
}
