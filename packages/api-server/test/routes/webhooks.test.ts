import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../src/services/index.ts'
import { createWebhookSender } from '../../src/webhooks/index.ts'
import { type ApiRequest, startApi, type TestApi } from '../support/api.ts'
import { newDatabase, type TestDatabase } from '../support/databases.ts'
import { type Endpoint, startEndpoint } from '../support/endpoint.ts'
import { allScopes } from '../support/issuer.ts'

const url = 'https://hooks.abc.example/timesheets'
let api: TestApi
let keeper: string

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())
beforeEach(async () => {
  keeper = await api.issuer.person('auth0|keeper', `${allScopes} approve:any`)
})

async function ask(path: string, request: ApiRequest = {}, token = keeper) {
  const response = await api.fetch(path, { ...request, token })
  const { status, headers } = response
  return { status, headers, body: status === 204 ? undefined : await response.json() }
}

function post(json: unknown, key?: string): ApiRequest {
  return { method: 'POST', json, ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }) }
}

async function aWebhook() {
  return (await ask('/webhooks', post({ url, events: ['week.*'] }))).body
}

test('only the response to the creation of a webhook has its secret', async () => {
  const made = await ask(
    '/webhooks',
    post({ url, events: ['week.*', 'entry.created'], description: 'payroll' }),
  )
  expect(made.status).toBe(201)
  expect(made.headers.get('Location')).toBe(`/webhooks/${made.body.id}`)
  expect(made.headers.get('Cache-Control')).toBe('no-store')
  const { secret, ...webhook } = made.body
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32)
  expect(webhook).toEqual({
    id: expect.any(String),
    url,
    events: ['week.*', 'entry.created'],
    description: 'payroll',
    status: 'active',
    deliveredThrough: expect.any(Number),
    failingEvent: null,
    failures: 0,
    lastFailure: null,
    nextAttemptAt: null,
    createdAt: '2026-11-25T12:00:00.000Z',
    updatedAt: '2026-11-25T12:00:00.000Z',
  })
  expect((await ask(`/webhooks/${webhook.id}`)).body).toEqual(webhook)
  expect(JSON.stringify(api.log)).not.toContain('whsec_')
})

test('one that is asked for twice under a key is made once, also its new secret', async () => {
  const request = post({ url, events: ['week.*'] }, 'make-it-once')
  const [first, second] = [await ask('/webhooks', request), await ask('/webhooks', request)]
  expect(second.body).toEqual(first.body)
  expect((await ask('/webhooks', post({ url, events: ['entry.*'] }, 'make-it-once'))).body).toMatchObject({
    code: 'idempotency_key_reused',
  })
  const path = `/webhooks/${first.body.id}/secret`
  const renewed = await ask(path, post({}, 'renew-it-once'))
  expect(renewed.status).toBe(200)
  expect(renewed.body.secret).not.toBe(first.body.secret)
  expect((await ask(path, post({}, 'renew-it-once'))).body.secret).toBe(renewed.body.secret)
  expect((await ask(path, { method: 'POST' })).body.secret).not.toBe(renewed.body.secret)
})

test('they are listed in the order in which they were made, page by page', async () => {
  const made = [await aWebhook(), await aWebhook(), await aWebhook()].map(({ id }) => id)
  const listed: string[] = []
  let cursor = ''
  do {
    const { body } = await ask(`/webhooks?limit=2${cursor}`)
    listed.push(...body.data.map(({ id }: { id: string }) => id))
    expect(JSON.stringify(body)).not.toContain('whsec_')
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(listed.slice(-3)).toEqual(made)
  expect((await ask('/webhooks?cursor=x')).body).toMatchObject({ status: 400, code: 'malformed_cursor' })
})

test('one is changed, paused and removed', async () => {
  const { id } = await aWebhook()
  const changed = await ask(`/webhooks/${id.toUpperCase()}`, {
    method: 'PATCH',
    json: { events: ['entry.*'], description: 'none yet', status: 'paused' },
  })
  expect(changed.body).toMatchObject({ id, events: ['entry.*'], description: 'none yet', status: 'paused' })
  const { body } = await ask(`/webhooks/${id}`, { method: 'PATCH', json: { description: null } })
  expect(body).not.toHaveProperty('description')
  expect((await ask(`/webhooks/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await ask(`/webhooks/${id}`)).body).toMatchObject({ status: 404, code: 'not_found' })
})

test('a patch without a change writes no event', async () => {
  const { id } = await aWebhook()
  await ask(`/webhooks/${id}`, { method: 'PATCH', json: { status: 'paused' } })
  const { body: before } = await ask('/events?limit=1000')
  await ask(`/webhooks/${id}`, { method: 'PATCH', json: { status: 'paused' } })
  const { body: after } = await ask(`/events?after=${before.through}`)
  expect(after).toEqual({ ...before, data: [], nextCursor: null })
})

test.each([
  [{ url: 'http://hooks.abc.example/' }, 'url must be an https: URL'],
  [{ url: 'https://127.0.0.1/' }, 'url must be a public address'],
  [{ url: 'https://10.1.2.3/' }, 'url must be a public address'],
  [{ url: 'https://[::ffff:10.1.2.3]/' }, 'url must be a public address'],
  [{ url: 'https://localhost/' }, 'url must be a public address'],
  [{ url: 'https://ann:pw@hooks.abc.example/' }, 'url must not contain a user name or a password'],
  [{ url: 'no URL' }, 'url '],
  [{ events: ['week'] }, 'events.0 must be one of'],
  [{ events: [] }, 'events'],
  [{ secret: 'whsec_mine' }, 'unknown field secret'],
])('%j is refused', async (changes, detail) => {
  const { status, body } = await ask('/webhooks', post({ url, events: ['week.*'], ...changes }))
  expect(status).toBe(422)
  expect(body.detail).toContain(detail)
  if ('url' in changes) {
    const { id } = await aWebhook()
    expect((await ask(`/webhooks/${id}`, { method: 'PATCH', json: changes })).status).toBe(422)
  }
})

describe('a test', () => {
  let database: TestDatabase
  let endpoint: Endpoint
  let service: TimesheetService
  let close: () => Promise<void>
  const boss = {
    subject: 'boss',
    userId: 'boss',
    clientId: 'spa',
    isMachine: false,
    scopes: new Set(['read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any']),
  }

  beforeAll(async () => {
    database = await newDatabase('sqlite')
    const webhookSender = createWebhookSender({ allowPrivate: true })
    ;({ service, close } = await openTimesheetService({ ...database.location, webhookSender }))
    endpoint = await startEndpoint()
  })
  afterAll(async () => {
    await close()
    await endpoint.close()
    await database.remove()
  })

  test('is sent immediately, and the result is returned', async () => {
    const { id } = await service.createWebhook(boss, { url: endpoint.url, events: ['week.*'] }, undefined)
    expect(await service.testWebhook(boss, id)).toEqual({ delivered: true, status: 200, failure: null })
    const [request] = endpoint.seen
    expect(JSON.parse(request?.body ?? '')).toEqual({
      type: 'webhook.test',
      timestamp: expect.any(String),
      data: { webhookId: id },
    })
    endpoint.respondWith(500)
    expect(await service.testWebhook(boss, id)).toEqual({
      delivered: false,
      status: 500,
      failure: 'returned 500',
    })
    expect(await service.getWebhook(boss, id)).toMatchObject({ failures: 0, status: 'active' })
    const { data } = await service.listWebhookDeliveries(boss, id, undefined, 10)
    const tested = { sequence: null, type: 'webhook.test', attempt: 1, nextAttemptAt: null }
    expect(data).toMatchObject([
      { ...tested, delivered: false, status: 500, failure: 'returned 500' },
      { ...tested, delivered: true, status: 200, failure: null, messageId: request?.headers['webhook-id'] },
    ])
  })
})
