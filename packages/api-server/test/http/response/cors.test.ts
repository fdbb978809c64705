import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

const origin = 'https://timesheets.abc.example'

describe('with an origin that may call', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi({ config: { corsOrigins: [origin, 'http://localhost:4200'] } })
  })
  afterAll(() => api.close())

  const preflight = (headers: Record<string, string>) =>
    api.fetch('/timesheets', {
      method: 'OPTIONS',
      headers: {
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
        ...headers,
      },
    })

  test('its pages may send what the API accepts, and the preflight response is cached', async () => {
    const response = await preflight({ Origin: origin })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,HEAD,POST,PATCH,DELETE,PUT',
      'access-control-allow-headers':
        'Authorization,Content-Type,DPoP,If-Match,If-None-Match,Idempotency-Key,X-Request-Id',
      'access-control-max-age': '7200',
    })
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  })

  test('its pages may read responses and problems with their header fields', async () => {
    for (const path of ['/policy', '/nowhere']) {
      const response = await api.fetch(path, { headers: { Origin: origin } })
      expect(response.headers.get('Access-Control-Allow-Origin'), path).toBe(origin)
      expect(response.headers.get('Access-Control-Expose-Headers')).toBe(
        'DPoP-Nonce,ETag,Location,Retry-After,WWW-Authenticate,RateLimit,RateLimit-Policy,X-Request-Id,Deprecation,Sunset,Link',
      )
      expect(response.headers.get('Vary')).toContain('Origin')
    }
  })

  test.each([
    'https://evil.example',
    'null',
    'https://timesheets.abc.example.evil.example',
    'http://timesheets.abc.example',
  ])('pages of %s may not', async (other) => {
    for (const response of [
      await preflight({ Origin: other }),
      await api.fetch('/policy', { headers: { Origin: other } }),
    ]) {
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
      expect(response.headers.get('Vary')).toContain('Origin')
    }
  })

  test('OPTIONS that is not a preflight lists the supported methods', async () => {
    const response = await api.fetch('/timesheets', { method: 'OPTIONS', headers: { Origin: origin } })
    expect(response.headers.get('Allow')).toContain('POST')
  })

  test('a cache must not give a response without an origin to a page', async () => {
    expect((await api.fetch('/healthz')).headers.get('Vary')).toBe('Origin')
  })
})

test('where no origin is set no page of another origin may call', async () => {
  const api = await startApi()
  const response = await api.fetch('/policy', { headers: { Origin: origin } })
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  await api.close()
})
