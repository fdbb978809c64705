import { defaultPageSize, operations, pathOf, webhookPositionOf } from 'timesheets-sdk/contract'
import { placeOf } from 'timesheets-sdk/decide'
import type { Handlers } from '../http/api-router.ts'
import { sendJson } from '../http/response/send.ts'
import type { WebhookService } from '../services/webhooks/webhook-service.ts'

type WebhookHandlers = Pick<
  Handlers,
  | 'listWebhooks'
  | 'createWebhook'
  | 'getWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'rotateWebhookSecret'
  | 'testWebhook'
  | 'listWebhookDeliveries'
>

/** Endpoints that receive events. */
export function webhookHandlers(service: WebhookService): WebhookHandlers {
  return {
    async listWebhooks({ res, caller, query: { limit, cursor } }) {
      const after = placeOf(cursor, webhookPositionOf)
      sendJson(res, 200, await service.listWebhooks(caller, after, limit ?? defaultPageSize))
    },

    async createWebhook({ res, caller, body, idempotency }) {
      const webhook = await service.createWebhook(caller, body, idempotency)
      res.setHeader('Location', pathOf(operations.getWebhook, { id: webhook.id }))
      sendJson(res, 201, webhook)
    },

    async getWebhook({ res, caller, params: { id } }) {
      sendJson(res, 200, await service.getWebhook(caller, id))
    },

    async updateWebhook({ res, caller, params: { id }, body }) {
      sendJson(res, 200, await service.updateWebhook(caller, id, body))
    },

    async deleteWebhook({ res, caller, params: { id } }) {
      await service.deleteWebhook(caller, id)
      res.statusCode = 204
      res.end()
    },

    async rotateWebhookSecret({ res, caller, params: { id }, idempotency }) {
      sendJson(res, 200, await service.rotateWebhookSecret(caller, id, idempotency))
    },

    async testWebhook({ res, caller, params: { id } }) {
      sendJson(res, 200, await service.testWebhook(caller, id))
    },

    async listWebhookDeliveries({ res, caller, params: { id }, query: { limit, cursor } }) {
      const before = placeOf(cursor, webhookPositionOf)
      sendJson(res, 200, await service.listWebhookDeliveries(caller, id, before, limit ?? defaultPageSize))
    },
  }
}
