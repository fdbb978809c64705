import {
  newWebhookSchema,
  webhookPatchSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '../../model/webhook.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems, idempotencyProblems } from '../operation.ts'
import { routes } from '../routes.ts'
import {
  listWebhookDeliveriesQuerySchema,
  listWebhooksQuerySchema,
  noContentSchema,
  webhookDeliveryPageSchema,
  webhookPageSchema,
  webhookTestResultSchema,
} from '../webhooks.ts'

const noContent = { schema: noContentSchema, maximumBytes: maximumBodyBytes.single, optional: true } as const

/** Endpoints that receive events, by the Standard Webhooks specification. */
export const webhookOperations = {
  listWebhooks: {
    ...routes.listWebhooks,
    summary: 'List webhooks',
    query: listWebhooksQuerySchema,
    responses: { 200: { description: 'Webhooks, the oldest first', schema: webhookPageSchema } },
    problems: ['malformed_cursor'],
  },
  createWebhook: {
    ...routes.createWebhook,
    summary: 'Send events from now on to an endpoint; its secret is only returned here',
    body: { schema: newWebhookSchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: { 201: { description: 'Created', schema: webhookWithSecretSchema, location: true } },
    problems: [...contentProblems, ...idempotencyProblems],
  },
  getWebhook: {
    ...routes.getWebhook,
    summary: 'Read a webhook: its progress and its last failure',
    responses: { 200: { description: 'The webhook', schema: webhookSchema } },
    problems: ['not_found'],
  },
  listWebhookDeliveries: {
    ...routes.listWebhookDeliveries,
    summary:
      'List the last attempts to deliver to a webhook: the newest 50 that succeeded and 50 that failed',
    query: listWebhookDeliveriesQuerySchema,
    responses: { 200: { description: 'Attempts, the newest first', schema: webhookDeliveryPageSchema } },
    problems: ['malformed_cursor', 'not_found'],
  },
  updateWebhook: {
    ...routes.updateWebhook,
    summary: 'Change, pause or resume a webhook, skip events, or deliver events again',
    body: { schema: webhookPatchSchema, maximumBytes: maximumBodyBytes.single },
    responses: { 200: { description: 'The webhook as it is now', schema: webhookSchema } },
    problems: [...contentProblems, 'not_found'],
  },
  deleteWebhook: {
    ...routes.deleteWebhook,
    summary: 'Remove a webhook',
    responses: { 204: { description: 'Removed' } },
    problems: ['not_found'],
  },
  rotateWebhookSecret: {
    ...routes.rotateWebhookSecret,
    summary: 'Create a new secret for a webhook; deliveries are signed with the old one as well for 24 hours',
    body: noContent,
    idempotencyKey: true,
    responses: { 200: { description: 'The webhook, with its new secret', schema: webhookWithSecretSchema } },
    problems: [...contentProblems, ...idempotencyProblems, 'not_found'],
  },
  testWebhook: {
    ...routes.testWebhook,
    summary: 'Send a webhook.test to the endpoint once and return its response',
    body: noContent,
    idempotencyKey: true,
    responses: { 200: { description: 'The response of the endpoint', schema: webhookTestResultSchema } },
    problems: [...contentProblems, 'not_found'],
  },
} as const satisfies Record<string, Operation>
