import type { WebhookDeliveryPage, WebhookPage, WebhookTestResult } from 'timesheets-sdk/contract'
import type { NewWebhook, Webhook, WebhookPatch } from 'timesheets-sdk/model'

const webhook: Webhook = {
  id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb2',
  url: 'https://payroll.exampleco.com/hooks/timesheets',
  events: ['week.approved', 'week.reopened'],
  description: 'payroll',
  status: 'active',
  deliveredThrough: 18274,
  failingEvent: null,
  failures: 0,
  lastFailure: null,
  nextAttemptAt: null,
  createdAt: '2026-11-23T17:02:11.123Z',
  updatedAt: '2026-11-23T17:02:11.123Z',
}
const withSecret = { ...webhook, secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' }
const page: WebhookPage = { data: [webhook], nextCursor: null }
const created: NewWebhook = {
  url: webhook.url,
  events: ['week.approved', 'week.reopened'],
  description: 'payroll',
}
const patch: WebhookPatch = { status: 'paused' }
const tested: WebhookTestResult = { delivered: false, status: 500, failure: 'returned 500' }
const deliveries: WebhookDeliveryPage = {
  data: [
    {
      id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb4',
      time: '2026-11-27T16:00:05.210Z',
      sequence: 18274,
      type: 'week.approved',
      messageId: `msg_${webhook.id}_18274`,
      attempt: 2,
      delivered: true,
      status: 204,
      failure: null,
      durationMs: 84,
      nextAttemptAt: null,
    },
    {
      id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb3',
      time: '2026-11-27T16:00:00.120Z',
      sequence: 18274,
      type: 'week.approved',
      messageId: `msg_${webhook.id}_18274`,
      attempt: 1,
      delivered: false,
      status: 500,
      failure: 'returned 500',
      durationMs: 91,
      nextAttemptAt: '2026-11-27T16:00:05.200Z',
    },
  ],
  nextCursor: null,
}

export const webhookExamples = {
  listWebhooks: { response: page },
  createWebhook: { request: created, response: withSecret },
  getWebhook: { response: webhook },
  listWebhookDeliveries: { response: deliveries },
  updateWebhook: { request: patch, response: { ...webhook, status: 'paused' } },
  deleteWebhook: {},
  rotateWebhookSecret: { request: {}, response: withSecret },
  testWebhook: { request: {}, response: tested },
} as const
