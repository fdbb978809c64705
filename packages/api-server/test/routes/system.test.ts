import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { audience } from '../support/issuer.ts'

let api: TestApi
let isReady: () => Promise<void> = () => Promise.resolve()

beforeAll(async () => {
  api = await startApi({ service: { ready: () => isReady() } })
})
afterAll(() => api.close())

test('the process is alive', async () => {
  const response = await api.fetch('/healthz')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ok' })
})

test('it is ready as long as its database responds', async () => {
  const ready = await api.fetch('/readyz')
  expect(ready.status).toBe(200)
  expect(await ready.json()).toEqual({ status: 'ready' })

  isReady = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1:5432'))
  const away = await api.fetch('/readyz')
  expect(away.status).toBe(503)
  expect(away.headers.get('Retry-After')).toBe('5')
  const text = await away.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'database_unavailable' })
  expect(text).not.toContain('10.0.0.1')
  expect((await api.fetch('/healthz')).status).toBe(200)

  isReady = () => Promise.resolve()
  expect((await api.fetch('/readyz')).status).toBe(200)
})

test('the metadata of the protected resource name the issuer, the audience and the scopes (RFC 9728)', async () => {
  const response = await api.fetch('/.well-known/oauth-protected-resource')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(await response.json()).toEqual({
    resource: audience,
    authorization_servers: [api.issuer.url],
    scopes_supported: [
      'read:timesheets',
      'read:all-timesheets',
      'create:timesheets',
      'delete:timesheets',
      'approve:timesheets',
      'approve:any',
      'manage:timesheets',
    ],
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: ['ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA'],
    dpop_bound_access_tokens_required: false,
    resource_name: 'Timesheets API',
    resource_documentation: 'https://github.com/abc-inc/timesheets/tree/main/docs',
  })
})

test('a refusal says where these metadata are, as the client reaches the API', async () => {
  const challengeFor = async (headers: Record<string, string>) =>
    (await api.fetch('/me', { headers })).headers.get('WWW-Authenticate')
  const url = await challengeFor({})
  expect(url).toContain(`resource_metadata="${api.url}/.well-known/oauth-protected-resource"`)
  expect(await challengeFor({ 'X-Forwarded-Proto': 'https' })).toContain(
    `resource_metadata="https://127.0.0.1:${api.port}/.well-known/oauth-protected-resource"`,
  )
})

test('the OpenAPI document is served as JSON', async () => {
  const response = await api.fetch('/openapi.json')
  expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(await response.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Timesheets API' } })
})

describe('/docs', () => {
  test('loads nothing but what is served here', async () => {
    const response = await api.fetch('/docs')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    )
    const page = await response.text()
    const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '')
    expect(sources.length).toBeGreaterThan(3)
    for (const source of sources) {
      expect(source).toMatch(/^\/[^/]/)
      const file = await api.fetch(source)
      expect(file.status, source).toBe(200)
      await file.arrayBuffer()
    }
    // No script stands in the page itself, and no style.
    expect(page).not.toMatch(/<script(?![^>]*src=)|<style| on\w+=/)
  })

  test.each([
    ['/docs/swagger-ui-bundle.js', 'text/javascript'],
    ['/docs/initializer.js', 'text/javascript'],
    ['/docs/swagger-ui.css', 'text/css'],
    ['/docs/favicon-32x32.png', 'image/png'],
  ])('%s is %s', async (path, type) => {
    const response = await api.fetch(path)
    expect(response.headers.get('Content-Type')).toContain(type)
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(300)
    // Sending it is the end of it: no other route comes after, and cuts it off.
    const requestId = response.headers.get('X-Request-Id')
    await expect.poll(() => api.log.some((line) => line.requestId === requestId)).toBe(true)
    expect(api.log.find((line) => line.requestId === requestId)).not.toHaveProperty('incomplete')
  })

  test.each([
    '/docs/package.json',
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/swagger-ui.js',
    '/docs/index.html',
  ])('%s is not served', async (path) => {
    expect((await api.fetch(path)).status).toBe(404)
  })

  test('the page takes no other method', async () => {
    expect((await api.fetch('/docs', { method: 'POST' })).status).toBe(405)
  })
})

test('a process that is shutting down is not ready', async () => {
  api.lifecycle.stop(() => {})
  const response = await api.fetch('/readyz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ code: 'shutting_down' })
  expect(response.headers.get('Connection')).toBe('close')
})
