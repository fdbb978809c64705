import { key, type ScenarioCase } from './case.ts'

const hook = { url: 'https://hooks.abc.example/other', events: ['entry.*'], description: 'payroll' }

/** Webhooks: what they are told, and what is sent again. */
export const webhooks: readonly ScenarioCase[] = [
  {
    operation: 'createWebhook',
    by: 'kim',
    json: hook,
    headers: key('hook'),
    status: 201,
    expected: { ...hook, status: 'active', failures: 0, secret: 'whsec_…' },
    save: 'hook',
  },
  { operation: 'createWebhook', by: 'kim', json: hook, headers: key('hook'), status: 201 },
  { operation: 'getWebhook', by: 'kim', params: { id: '$hook' }, status: 200, sent: { etag: null } },
  { operation: 'listWebhooks', by: 'kim', query: 'limit=1', status: 200 },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { status: 'paused', description: null },
    status: 200,
    expected: { status: 'paused' },
  },
  { operation: 'updateWebhook', by: 'kim', params: { id: '$hook' }, json: { status: 'paused' }, status: 200 },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { replayAfter: 3 },
    status: 200,
    expected: { deliveredThrough: 3, failingEvent: null },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { skipThrough: 5 },
    status: 200,
    expected: { deliveredThrough: 5 },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { skipThrough: 4 },
    status: 200,
    expected: { deliveredThrough: 5 },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { url: 'http://hooks.abc.example/' },
    status: 422,
    expected: { code: 'invalid_value', detail: 'url must be an https: URL' },
  },
  {
    operation: 'rotateWebhookSecret',
    by: 'kim',
    params: { id: '$hook' },
    headers: key('rotate'),
    status: 200,
  },
  {
    operation: 'rotateWebhookSecret',
    by: 'kim',
    params: { id: '$hook' },
    headers: key('rotate'),
    status: 200,
  },
  {
    operation: 'testWebhook',
    by: 'kim',
    params: { id: '$hook' },
    status: 200,
    expected: { delivered: true, status: 204, failure: null },
  },
  { operation: 'testWebhook', by: 'kim', params: { id: '$hook' }, status: 200 },
  {
    operation: 'listWebhookDeliveries',
    by: 'kim',
    params: { id: '$hook' },
    query: 'limit=1',
    status: 200,
    expected: {
      data: [
        {
          sequence: null,
          type: 'webhook.test',
          attempt: 1,
          delivered: true,
          status: 204,
          nextAttemptAt: null,
        },
      ],
    },
  },
  { operation: 'listWebhookDeliveries', by: 'kim', params: { id: '$hook' }, status: 200 },
  { operation: 'deleteWebhook', by: 'kim', params: { id: '$hook' }, status: 204 },
]
