import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { problem } from '../../../src/contract/index.ts'
import { defaultPolicy } from '../../../src/model/index.ts'
import type { Fetch } from '../../../src/net/fetch.ts'
import { collect } from '../../support/collect.ts'
import { startStubApi, tokens } from '../stub-api.ts'

const ok = { body: defaultPolicy }
const once = { retry: { attempts: 1 } }

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(['http', 'fetch'] as const)('by the %s adapter', (adapter) => {
  test('a response that does not come in time is an error', async () => {
    await using api = await startStubApi(() => undefined)
    await expect(api.client({ ...once, adapter, timeoutMs: 20 }).policy.get()).rejects.toMatchObject({
      code: 'timeout',
      kind: 'unreachable',
      message: expect.stringContaining('did not respond within 0.02 seconds'),
    })
  })

  test('a response that does not end in time is an error', async () => {
    await using api = await startStubApi((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      return undefined
    })
    await expect(api.client({ ...once, adapter, timeoutMs: 50 }).policy.get()).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  test('a redirect is not followed, as a token must not follow it', async () => {
    await using api = await startStubApi((_, __, count) =>
      count === 1 ? { status: 307, headers: { location: '/elsewhere' } } : ok,
    )
    await expect(api.client({ adapter }).policy.get()).rejects.toMatchObject({
      code: 'not_the_api',
      message: expect.stringContaining('redirect'),
    })
    expect(api.seen).toHaveLength(1)
  })

  test('an error holds neither token nor request', async () => {
    await using api = await startStubApi((_, response) => {
      response.socket?.destroy()
      return undefined
    })
    const tokenProvider = tokens('secret-token')
    const error = await api
      .client({ ...once, adapter, tokenProvider })
      .policy.get()
      .catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'network_error', message: expect.stringContaining(api.baseUrl) })
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret-token')
  })

  test('a response larger than is read is an error', async () => {
    await using api = await startStubApi(() => ({ body: ' '.repeat(33 * 1_024 * 1_024) }))
    await expect(api.client({ ...once, adapter }).policy.get()).rejects.toMatchObject({
      code: 'network_error',
    })
  })

  test('the text of a refusal of a stream is read', async () => {
    await using api = await startStubApi(() => ({
      status: 406,
      body: problem('not_acceptable', 'entries have another format'),
    }))
    const reading = api.client({ adapter }).entries.export({}, { format: 'csv' })[Symbol.asyncIterator]()
    await expect(reading.next()).rejects.toMatchObject({ code: 'not_acceptable' })
  })
})

test('what is not listening can not be reached', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  await using api = await startStubApi(() => ok)
  const client = api.client({ ...once, baseUrl: `http://127.0.0.1:${port}` })
  await expect(client.me()).rejects.toMatchObject({
    code: 'network_error',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a proxy of the environment does not see what goes to this machine', async () => {
  await using proxy = await startStubApi(() => ({ status: 502 }))
  await using api = await startStubApi(() => ok)
  vi.stubEnv('HTTP_PROXY', proxy.baseUrl)
  vi.stubEnv('http_proxy', proxy.baseUrl)
  vi.stubEnv('NO_PROXY', '')
  vi.stubEnv('no_proxy', '')
  await expect(api.client().policy.get()).resolves.toEqual(defaultPolicy)
  expect(proxy.seen).toHaveLength(0)
})

test('the user agent is this SDK’s where a program may name itself, and else the platform’s', async () => {
  await using api = await startStubApi(() => ok)
  await api.client().policy.get()
  expect(api.seen[0]?.headers['user-agent']).toMatch(/^timesheets-sdk\/\w/)
  vi.spyOn(process.versions, 'node', 'get').mockReturnValue(undefined as never)
  await api.client().policy.get()
  vi.restoreAllMocks()
  expect(api.seen[1]?.headers).not.toHaveProperty('user-agent')
})

describe('by a fetch of the caller’s own', () => {
  test('everything goes by it, streams too', async () => {
    const urls: string[] = []
    const own: Fetch = (url, init) => {
      urls.push(`${init.method} ${new URL(url).pathname} ${init.redirect}`)
      return fetch(url, init)
    }
    await using api = await startStubApi(({ method, url }) => {
      if (method === 'DELETE') return { status: 204 }
      return url.startsWith('/timesheets') ? { headers: { 'content-type': 'text/csv' }, body: 'csv' } : ok
    })
    const client = api.client({ fetch: own })
    await expect(client.policy.get()).resolves.toEqual(defaultPolicy)
    await expect(client.entries.delete('a')).resolves.toBeUndefined()
    const chunks = await collect(client.entries.export({}, { format: 'csv' }))
    expect(Buffer.concat(chunks).toString()).toBe('csv')
    expect(urls).toEqual(['GET /policy manual', 'DELETE /timesheets/a manual', 'GET /timesheets manual'])
  })

  test('one without streams and one that ignores its signal will do', async () => {
    const bare: Fetch = async (url, { signal: _, ...init }) => {
      const response = await fetch(url, init)
      return { status: response.status, headers: response.headers, text: () => response.text() }
    }
    await using api = await startStubApi((_, __, count) => (count < 2 ? ok : undefined))
    await expect(api.client({ ...once, fetch: bare }).policy.get()).resolves.toEqual(defaultPolicy)
    const hanging = api.client({ ...once, fetch: bare, timeoutMs: 20 }).policy.get()
    await expect(hanging).rejects.toMatchObject({ code: 'timeout' })
    const csv: Fetch = async () => ({
      status: 200,
      headers: new Headers({ 'content-type': 'text/csv' }),
      text: async () => 'date,hours',
    })
    const chunks = await collect(api.client({ fetch: csv }).entries.export({}, { format: 'csv' }))
    expect(Buffer.concat(chunks).toString()).toBe('date,hours')
  })

  test('its failure is a network error', async () => {
    await using api = await startStubApi(() => ok)
    const failing: Fetch = () => Promise.reject(new TypeError('fetch failed'))
    await expect(api.client({ ...once, fetch: failing }).policy.get()).rejects.toMatchObject({
      code: 'network_error',
      message: expect.stringContaining('fetch failed'),
    })
  })
})

test('an agent of the caller’s own is used', async () => {
  await using api = await startStubApi(() => ok)
  const httpAgent = new Agent({ keepAlive: true })
  const client = api.client({ httpAgent, httpsAgent: undefined })
  await client.policy.get()
  await client.policy.get()
  expect(Object.keys(httpAgent.freeSockets)).toHaveLength(1)
  httpAgent.destroy()
})

test('of a refusal only so much is read as makes a message', async () => {
  await using api = await startStubApi(() => ({ status: 404, body: 'x'.repeat(3 * 1_024 * 1_024) }))
  const reading = api.client().entries.export({}, { format: 'csv' })[Symbol.asyncIterator]()
  await expect(reading.next()).rejects.toMatchObject({ code: 'not_the_api', status: 404 })
})
