import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientCredentials } from '../../src/auth/index.ts'
import { axiosFetch } from '../../src/client/index.ts'
import { type FakeIssuer, replyWith, SECRET, startFakeIssuer } from './support/fake-issuer.ts'

let issuer: FakeIssuer
beforeAll(async () => {
  issuer = await startFakeIssuer()
})
afterAll(() => issuer.close())

const provider = (options: Partial<Parameters<typeof clientCredentials>[0]>) =>
  clientCredentials({
    issuer: issuer.url,
    clientId: 'm2m-push',
    authentication: { method: 'client_secret_post', secret: SECRET },
    sleep: async () => {},
    ...options,
  })

test('tokens go by the same fetch that the client takes, axios too', async () => {
  await expect(provider({ fetch: axiosFetch() }).getAccessToken()).resolves.toEqual(expect.any(String))
  const [, token] = issuer.requests.slice(-2)
  expect(token).toMatchObject({ path: '/oauth/token' })
})

test('hooks hear of requests, responses and retries, and never of a secret or token', async () => {
  const heard: [string, { url: string }][] = []
  const hear = (name: string) => (info: { url: string }) => void heard.push([name, info])
  issuer.next('/oauth/token', replyWith(503, ''))
  const hooks = { onRequest: hear('request'), onResponse: hear('response'), onRetry: hear('retry') }
  const token = await provider({ hooks }).getAccessToken()
  expect(heard.map(([name, { url }]) => `${name} ${new URL(url).pathname}`)).toEqual([
    'request /.well-known/openid-configuration',
    'response /.well-known/openid-configuration',
    'request /oauth/token',
    'response /oauth/token',
    'retry /oauth/token',
    'request /oauth/token',
    'response /oauth/token',
  ])
  expect(heard[4]?.[1]).toMatchObject({ method: 'POST', attempt: 1, error: { status: 503 } })
  expect(heard[5]?.[1]).toMatchObject({ attempt: 2 })
  for (const secret of [SECRET, token]) expect(JSON.stringify(heard)).not.toContain(secret)
})
