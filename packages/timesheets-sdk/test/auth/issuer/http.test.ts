import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchWhole, type HttpOptions, httpDefaults } from '../../../src/auth/issuer/http.ts'
import { everythingIn, failureOf } from '../support/everything-in.ts'
import { type FakeIssuer, replyWith, startFakeIssuer } from '../support/fake-issuer.ts'

let issuer: FakeIssuer
beforeAll(async () => {
  issuer = await startFakeIssuer()
})
afterAll(() => issuer.close())

function get(
  path: string,
  { timeoutMs = 10_000, signal = new AbortController().signal, ...options }: GetOptions = {},
) {
  return fetchWhole(issuer.url + path, { method: 'GET' }, httpDefaults(options), { timeoutMs, signal })
}
type GetOptions = HttpOptions & { signal?: AbortSignal }

describe('fetchWhole', () => {
  it('returns status, headers and body, whatever the status', async () => {
    issuer.next('/a', replyWith(418, { a: 1 }, { 'x-b': '2' }))
    const response = await get('/a')
    expect(response.status).toBe(418)
    expect(response.headers.get('x-b')).toBe('2')
    expect(await response.json()).toEqual({ a: 1 })
  })

  it('returns a status that has no body', async () => {
    issuer.next('/empty', (_request, response) => void response.writeHead(204).end())
    expect((await get('/empty')).status).toBe(204)
  })

  it('does not follow redirects', async () => {
    issuer.next('/moved', replyWith(302, '', { location: `${issuer.url}/elsewhere` }))
    expect((await get('/moved')).status).toBe(302)
    expect(issuer.requests.map(({ path }) => path)).not.toContain('/elsewhere')
  })

  it('refuses the redirect that a browser hides', async () => {
    const hidden = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
    expect(await failureOf(get('/a', { fetch: async () => hidden }))).toMatchObject({
      code: 'invalid_response',
    })
  })

  it('stops reading a response that is too large', async () => {
    let isCut = false
    issuer.next('/huge', (_request, response) => {
      response.on('close', () => {
        isCut = true
      })
      const more = () => {
        while (!isCut && response.write('x'.repeat(64 * 1024)));
      }
      response.on('drain', more)
      more()
    })
    expect(await failureOf(get('/huge'))).toMatchObject({ code: 'invalid_response', status: 200 })
    await expect.poll(() => isCut).toBe(true)
  })

  it.each([429, 500, 502, 503])('takes %i for an issuer that is away', async (status) => {
    issuer.next('/busy', replyWith(status, '<h1>Busy</h1>', { 'retry-after': '7' }))
    expect(await failureOf(get('/busy'))).toMatchObject({
      code: 'issuer_unreachable',
      status,
      retryAfterMs: 7_000,
    })
  })

  it('reads a Retry-After that is a date, and passes over one that is neither', async () => {
    const now = () => Date.UTC(2026, 10, 23, 9)
    const dated = replyWith(503, '', { 'retry-after': 'Mon, 23 Nov 2026 09:00:12 GMT' })
    issuer.next('/busy', dated, replyWith(503, '', { 'retry-after': 'soon' }))
    expect(await failureOf(get('/busy', { now }))).toMatchObject({ retryAfterMs: 12_000 })
    expect(await failureOf(get('/busy', { now }))).toMatchObject({ retryAfterMs: undefined })
  })

  it('gives up on a response that does not come', async () => {
    issuer.next('/silent', () => {})
    const failure = await failureOf(get('/silent', { timeoutMs: 20 }))
    expect(failure).toMatchObject({
      code: 'issuer_unreachable',
      message: expect.stringContaining('0.02 seconds'),
    })
  })

  it('gives up on a response that does not end', async () => {
    issuer.next('/endless', (_request, response) => void response.writeHead(200).write('{'))
    expect(await failureOf(get('/endless', { timeoutMs: 20 }))).toMatchObject({ code: 'issuer_unreachable' })
  })

  it('gives up on a fetch that ignores its signal', async () => {
    const failure = await failureOf(get('/a', { timeoutMs: 5, fetch: () => new Promise(() => {}) }))
    expect(failure).toMatchObject({ code: 'issuer_unreachable' })
  })

  it('names the reason when a connection fails', async () => {
    const gone = await startFakeIssuer()
    await gone.close()
    const { signal } = new AbortController()
    const failure = await failureOf(fetchWhole(gone.url, {}, httpDefaults({}), { signal, timeoutMs: 1_000 }))
    expect(failure).toMatchObject({
      code: 'issuer_unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('gives up on a connection that breaks in the middle', async () => {
    issuer.next('/cut', (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy())
    })
    expect(await failureOf(get('/cut'))).toMatchObject({ code: 'issuer_unreachable' })
  })

  it('stops with its signal, before and during the request', async () => {
    expect(await failureOf(get('/a', { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' })
    const controller = new AbortController()
    issuer.next('/silent', () => controller.abort('enough'))
    const failure = await failureOf(get('/silent', { signal: controller.signal }))
    expect(failure).toMatchObject({ code: 'aborted', cause: 'enough' })
  })

  it('keeps nothing of a failed request in its error', async () => {
    const fetch = () => Promise.reject(Object.assign(new Error('failed'), { config: { headers: 'hunter2' } }))
    expect(everythingIn(await failureOf(get('/a', { fetch })))).not.toContain('hunter2')
  })
})
