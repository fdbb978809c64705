import type { Held } from '../system.ts'
import { badCursor, nobody, type Refusal, type Refusals, usedKey } from './refusal.ts'

const ofWebhook = (more: Omit<Refusal, 'params' | 'by' | 'expected'> = {}): Refusal => ({
  by: 'kim',
  params: { id: nobody },
  ...more,
  expected: 'not_found',
})

export const webhooks = ({ webhook }: Held) =>
  ({
    listWebhooks: [badCursor],
    createWebhook: [
      {
        by: 'deputy',
        json: { url: 'https://hooks.abc.example/other', events: ['entry.*'] },
        expected: 'insufficient_scope',
      },
      {
        by: 'clerk',
        json: { url: 'https://hooks.abc.example/other', events: ['week.approved'] },
        expected: 'insufficient_scope',
      },
      { by: 'kim', json: { url: 'https://10.0.0.1/', events: ['week.*'] }, expected: 'invalid_value' },
      {
        by: 'kim',
        json: { url: 'https://hooks.abc.example/other', events: ['week.*'] },
        headers: usedKey,
        expected: 'idempotency_key_reused',
      },
    ],
    getWebhook: [ofWebhook()],
    listWebhookDeliveries: [{ ...badCursor, params: { id: webhook } }, ofWebhook()],
    updateWebhook: [
      ...[
        { url: 'https://hooks.abc.example/other' },
        { events: ['entry.*'] },
        { status: 'active' },
        { replayAfter: 0 },
      ].map(
        (json): Refusal => ({ by: 'deputy', params: { id: webhook }, json, expected: 'insufficient_scope' }),
      ),
      {
        by: 'kim',
        params: { id: webhook },
        json: { events: ['week.*', 'week.*'] },
        expected: 'invalid_value',
      },
      { by: 'kim', params: { id: webhook }, json: { skipThrough: 999_999 }, expected: 'out_of_range' },
      { by: 'kim', params: { id: webhook }, json: { replayAfter: 999_999 }, expected: 'out_of_range' },
      { by: 'kim', params: { id: webhook }, json: { replayAfter: -1 }, expected: 'out_of_range' },
      {
        by: 'kim',
        params: { id: webhook },
        json: { skipThrough: 1, replayAfter: 1 },
        expected: 'invalid_value',
      },
      { by: 'deputy', params: { id: webhook }, json: { skipThrough: 0 }, expected: '200' },
      ofWebhook({ json: { status: 'paused' } }),
      { by: 'kim', params: { id: webhook }, json: { url: 'https://10.0.0.1/' }, expected: 'invalid_value' },
      { by: 'kim', params: { id: webhook }, json: { events: ['week.*'], status: 'active' }, expected: '200' },
    ],
    deleteWebhook: [ofWebhook()],
    rotateWebhookSecret: [ofWebhook()],
    testWebhook: [ofWebhook()],
  }) satisfies Refusals
