import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { verifyWebhook } from 'timesheets-sdk/webhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ResolveAll } from '../../src/webhooks/public-lookup.ts'
import { createWebhookSender, type WebhookSender } from '../../src/webhooks/send.ts'
import { newSecret } from '../../src/webhooks/signature.ts'
import { type Endpoint, startEndpoint } from '../support/endpoint.ts'

const message = {
  id: 'msg_1_7',
  body: JSON.stringify({
    type: 'week.approved',
    timestamp: '2026-11-24T12:00:00.000Z',
    data: { note: 'grüße' },
  }),
}
const secrets = [newSecret(), newSecret()]

let endpoint: Endpoint
let sender: WebhookSender

beforeEach(async () => {
  endpoint = await startEndpoint()
  sender = createWebhookSender({ allowPrivate: true })
})
afterEach(async () => {
  sender.close()
  await endpoint.close()
})

test('a message has a valid signature for each secret, by the reference implementation and by ours', async () => {
  expect(await sender.send({ url: endpoint.url, secrets }, message)).toEqual({ delivered: true, status: 200 })
  const [{ headers, body } = { headers: {}, body: '' }] = endpoint.seen
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': message.id })
  expect(body).toBe(message.body)
  for (const secret of secrets) {
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(
      JSON.parse(message.body),
    )
    await expect(verifyWebhook(secret, headers, body)).resolves.toMatchObject({ type: 'week.approved' })
  }
  const others = new Webhook(newSecret())
  expect(() => others.verify(body, headers as Record<string, string>)).toThrow()
})

test.each([
  [204, { delivered: true, status: 204 }],
  [400, { delivered: false, status: 400, failure: 'returned 400' }],
  [503, { delivered: false, status: 503, failure: 'returned 503' }],
])('status %i decides whether a delivery succeeded', async (status, attempt) => {
  endpoint.respondWith(status)
  expect(await sender.send({ url: endpoint.url, secrets }, message)).toEqual(attempt)
})

test('a failure has the delay that the endpoint asks for', async () => {
  endpoint.respondWith(429, { 'Retry-After': '120' })
  expect(await sender.send({ url: endpoint.url, secrets }, message)).toMatchObject({ retryAfterMs: 120_000 })
})

test('a redirect is not followed', async () => {
  endpoint.respondWith(307, { Location: `${endpoint.url}/elsewhere` })
  expect(await sender.send({ url: endpoint.url, secrets }, message)).toEqual({
    delivered: false,
    status: 307,
    failure: 'returned 307: redirects are not followed',
  })
  expect(endpoint.seen).toHaveLength(1)
})

test('a kept-alive connection that the endpoint has closed is not a failure', async () => {
  const served = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('data', () => {
      if (served.has(socket)) return void socket.resetAndDestroy()
      served.add(socket)
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (let count = 0; count < 3; count++) {
    expect(await sender.send({ url, secrets }, message)).toEqual({ delivered: true, status: 200 })
  }
  expect(connections).toBe(3)
  server.close()
  for (const socket of served) socket.destroy()
})

describe('without a response', () => {
  test('an attempt ends at the time limit', async () => {
    const { port, close } = await startSilentServer()
    const sender = createWebhookSender({ allowPrivate: true, timeoutMs: 50 })
    expect(await sender.send({ url: `http://127.0.0.1:${port}`, secrets }, message)).toEqual({
      delivered: false,
      status: null,
      failure: 'did not respond within 0.05 seconds',
    })
    sender.close()
    close()
  })

  test('an unreachable endpoint is reported', async () => {
    await endpoint.close()
    expect(await sender.send({ url: endpoint.url, secrets }, message)).toEqual({
      delivered: false,
      status: null,
      failure: 'could not be reached (ECONNREFUSED)',
    })
    endpoint = await startEndpoint()
  })

  test('an attempt ends with the signal', async () => {
    const { port, connected, close } = await startSilentServer()
    const stopping = new AbortController()
    const sent = sender.send({ url: `http://127.0.0.1:${port}`, secrets }, message, stopping.signal)
    await connected
    stopping.abort(new Error('enough'))
    await expect(sent).rejects.toThrow('enough')
    close()
  })
})

/** Accepts connections and never responds. */
async function startSilentServer() {
  const connected = Promise.withResolvers<void>()
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    connected.resolve()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connected: connected.promise,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

describe('if private addresses are not allowed', () => {
  /** The host resolves to this machine first, and to a public address from then on. */
  function rebinding(): { readonly resolveAll: ResolveAll; readonly lookups: () => number } {
    let lookups = 0
    return {
      lookups: () => lookups,
      resolveAll(_hostname, _options, callback) {
        lookups++
        callback(null, [{ address: lookups === 1 ? '127.0.0.1' : '8.8.8.8', family: 4 }])
      },
    }
  }

  test('nothing is sent to this machine or by http', async () => {
    const strict = createWebhookSender({ allowPrivate: false })
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433']) {
      const url = `https://${host}:${endpoint.port}/`
      expect(await strict.send({ url, secrets }, message)).toMatchObject({ delivered: false, status: null })
      expect(strict.faultIn(url)).toMatch('must be a public address')
    }
    expect(await strict.send({ url: endpoint.url, secrets }, message)).toMatchObject({
      failure: 'the URL must be an https: URL',
    })
    expect(endpoint.seen).toEqual([])
    strict.close()
  })

  test('the addresses used for the connection decide', async () => {
    const { resolveAll, lookups } = rebinding()
    const strict = createWebhookSender({ allowPrivate: false, resolveAll })
    const url = `https://hooks.example.com:${endpoint.port}/`
    expect(strict.faultIn(url)).toBeUndefined()
    expect(await strict.send({ url, secrets }, message)).toEqual({
      delivered: false,
      status: null,
      failure: 'is in a private network: set WEBHOOK_ALLOW_PRIVATE=true to allow it',
    })
    expect(lookups()).toBe(1)
    strict.close()
  })

  test('an unknown host is reported', async () => {
    const resolveAll: ResolveAll = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), [])
    const strict = createWebhookSender({ allowPrivate: false, resolveAll })
    expect(await strict.send({ url: 'https://hooks.example.com/', secrets }, message)).toMatchObject({
      failure: 'has an unknown host (ENOTFOUND)',
    })
    strict.close()
  })
})
