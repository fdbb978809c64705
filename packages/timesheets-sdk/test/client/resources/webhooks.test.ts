import { expect, test } from 'vitest'
import { startStubApi } from '../stub-api.ts'

const id = '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb2'
const webhook = {
  id,
  url: 'https://hooks.abc.example/',
  events: ['week.*'],
  status: 'active',
  deliveredThrough: 7,
  failures: 0,
  lastFailure: null,
  nextAttemptAt: null,
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
}
const withSecret = { ...webhook, secret: 'whsec_AAAA' }

test('each method asks what it is named after', async () => {
  const replies: Readonly<Record<string, unknown>> = {
    'POST /webhooks': withSecret,
    [`GET /webhooks/${id}`]: webhook,
    [`PATCH /webhooks/${id}`]: { ...webhook, status: 'paused' },
    [`POST /webhooks/${id}/secret`]: withSecret,
    [`POST /webhooks/${id}/test`]: { delivered: false, status: 500, failure: 'returned 500' },
  }
  await using api = await startStubApi(({ method, url }) => {
    if (method === 'DELETE') return { status: 204, body: '' }
    return { status: `${method} ${url}` === 'POST /webhooks' ? 201 : 200, body: replies[`${method} ${url}`] }
  })
  const { webhooks } = api.client()
  expect(await webhooks.create({ url: webhook.url, events: ['week.*'] })).toEqual(withSecret)
  expect(await webhooks.get(id)).toEqual(webhook)
  expect(await webhooks.update(id, { status: 'paused' })).toMatchObject({ status: 'paused' })
  expect(await webhooks.rotateSecret(id, { idempotencyKey: 'once' })).toEqual(withSecret)
  expect(await webhooks.test(id)).toEqual({ delivered: false, status: 500, failure: 'returned 500' })
  await webhooks.delete(id)
  expect(api.seen.map(({ method, body }) => [method, body])).toEqual([
    ['POST', '{"url":"https://hooks.abc.example/","events":["week.*"]}'],
    ['GET', ''],
    ['PATCH', '{"status":"paused"}'],
    ['POST', ''],
    ['POST', ''],
    ['DELETE', ''],
  ])
  expect(api.seen[3]?.headers['idempotency-key']).toBe('once')
})

test('list reads all pages', async () => {
  const pages = [
    { data: [webhook], nextCursor: 'next' },
    { data: [{ ...webhook, url: 'https://other.abc.example/' }], nextCursor: null },
  ]
  await using api = await startStubApi((_, __, count) => ({ body: pages[count - 1] }))
  const urls: string[] = []
  for await (const { url } of api.client().webhooks.list()) urls.push(url)
  expect(urls).toEqual(['https://hooks.abc.example/', 'https://other.abc.example/'])
  expect(api.seen.map(({ url }) => url)).toEqual(['/webhooks', '/webhooks?cursor=next'])
})

test('deliveries reads all pages of the webhook', async () => {
  const delivery = {
    id,
    time: '2026-11-24T12:00:00.000Z',
    type: 'week.approved',
    messageId: `msg_${id}_7`,
    attempt: 1,
    delivered: true,
    failure: null,
  }
  const pages = [
    { data: [{ ...delivery, sequence: 7 }], nextCursor: 'next' },
    { data: [{ ...delivery, sequence: 6 }], nextCursor: null },
  ]
  await using api = await startStubApi((_, __, count) => ({ body: pages[count - 1] }))
  const sequences: (number | null)[] = []
  for await (const { sequence } of api.client().webhooks.deliveries(id, { pageSize: 1 }))
    sequences.push(sequence)
  expect(sequences).toEqual([7, 6])
  expect(api.seen.map(({ url }) => url)).toEqual(
    ['', '&cursor=next'].map((cursor) => `/webhooks/${id}/deliveries?limit=1${cursor}`),
  )
})
