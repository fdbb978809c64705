import {
  newWebhookSchema,
  webhookPatchSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '../../model/webhook.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { routes } from '../routes.ts'
import {
  listWebhooksQuerySchema,
  noContentSchema,
  webhookPageSchema,
  webhookTestResultSchema,
} from '../webhooks.ts'
import { contentProblems, idempotencyProblems } from './common-problems.ts'

const noContent = { schema: noContentSchema, maximumBytes: maximumBodyBytes.single, optional: true } as const

/** Endpoints that are told of events, after the Standard Webhooks specification. */
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
    summary:
      'Have an endpoint told of what happens from now on; its secret is answered here, and never again',
    body: { schema: newWebhookSchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: { 201: { description: 'Created', schema: webhookWithSecretSchema, location: true } },
    problems: [...contentProblems, ...idempotencyProblems],
  },
  getWebhook: {
    ...routes.getWebhook,
    summary: 'Read a webhook: how far it is, and what went wrong last',
    responses: { 200: { description: 'The webhook', schema: webhookSchema } },
    problems: ['not_found'],
  },
  updateWebhook: {
    ...routes.updateWebhook,
    summary: 'Change, pause or resume a webhook; it goes on where it stopped',
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
    summary: 'Give a webhook a new secret; deliveries are signed with the former one, too, for 24 hours',
    body: noContent,
    idempotencyKey: true,
    responses: { 200: { description: 'The webhook, with its new secret', schema: webhookWithSecretSchema } },
    problems: [...contentProblems, ...idempotencyProblems, 'not_found'],
  },
  testWebhook: {
    ...routes.testWebhook,
    summary: 'Send a webhook.test to the endpoint now, once, and answer what came back',
    body: noContent,
    idempotencyKey: true,
    responses: { 200: { description: 'What came back', schema: webhookTestResultSchema } },
    problems: [...contentProblems, 'not_found'],
  },
} as const satisfies Record<string, Operation>
