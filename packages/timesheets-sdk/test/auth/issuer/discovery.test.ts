import { afterEach, describe, expect, it } from 'vitest'
import { createDiscovery, discover } from '../../../src/auth/issuer/discovery.ts'
import { httpDefaults } from '../../../src/auth/issuer/http.ts'
import { fakeClock } from '../support/clock.ts'
import { failureOf } from '../support/everything-in.ts'
import { type FakeIssuer, replyWith, startFakeIssuer } from '../support/fake-issuer.ts'

let issuer: FakeIssuer
afterEach(() => issuer.close())

const clock = fakeClock()
const http = httpDefaults({ now: clock.now, sleep: clock.sleep })
const budget = () => ({ signal: new AbortController().signal, attempts: 3, deadlineMs: clock.now() + 30_000 })
const find = (url: string) => discover(new URL(url), http, budget())

describe('discover', () => {
  it.each([
    ['', ''],
    ['', '/'],
    ['/', ''],
    ['/', '/'],
  ])('finds an issuer with a path, typed with "%s" and known with "%s" at its end', async (typed, known) => {
    issuer = await startFakeIssuer({ basePath: '/realms/abc' })
    issuer.metadata.issuer = issuer.url + known
    expect((await find(issuer.url + typed)).issuer).toBe(issuer.url + known)
  })

  it('looks at the place of RFC 8414 where OpenID Connect has nothing', async () => {
    issuer = await startFakeIssuer({ basePath: '/realms/abc' })
    issuer.metadataPath = '/.well-known/oauth-authorization-server/realms/abc'
    expect((await find(issuer.url)).token_endpoint).toBe(issuer.metadata.token_endpoint)
    expect(issuer.requests.map(({ path }) => path)).toEqual([
      '/realms/abc/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/realms/abc',
    ])
  })

  it('looks on where a page is returned in place of metadata', async () => {
    issuer = await startFakeIssuer()
    issuer.metadataPath = '/.well-known/oauth-authorization-server'
    issuer.next(
      '/.well-known/openid-configuration',
      replyWith(200, '<!doctype html>', { 'content-type': 'text/html' }),
    )
    expect((await find(issuer.url)).issuer).toBe(`${issuer.url}/`)
  })

  it('says where it looked when there is nothing', async () => {
    issuer = await startFakeIssuer()
    issuer.metadataPath = '/nowhere'
    expect(await failureOf(find(issuer.url))).toMatchObject({
      code: 'discovery_failed',
      message: expect.stringMatching(
        /openid-configuration \(HTTP 404\) nor .*oauth-authorization-server \(HTTP 404\).*Check the issuer/,
      ),
    })
  })

  it.each(['https://other.example.com/', 'two-slashes', 42])(
    'refuses the metadata of another issuer: %s',
    async (name) => {
      issuer = await startFakeIssuer()
      issuer.metadata.issuer = name === 'two-slashes' ? `${issuer.url}//` : name
      expect(await failureOf(find(issuer.url))).toMatchObject({ code: 'discovery_failed' })
    },
  )

  it('tries again when the issuer is away for a moment', async () => {
    issuer = await startFakeIssuer()
    issuer.next(issuer.metadataPath, replyWith(503, ''), replyWith(429, ''))
    expect((await find(issuer.url)).issuer).toBe(`${issuer.url}/`)
  })

  it('does not take an issuer that stays away for one that does not exist', async () => {
    issuer = await startFakeIssuer()
    issuer.next(issuer.metadataPath, replyWith(503, ''), replyWith(503, ''), replyWith(503, ''))
    expect(await failureOf(find(issuer.url))).toMatchObject({ code: 'issuer_unreachable', status: 503 })
  })
})

describe('createDiscovery', () => {
  it('asks once, until it is told to forget', async () => {
    issuer = await startFakeIssuer()
    const discovery = createDiscovery(new URL(issuer.url), http)
    await discovery.find(budget())
    await discovery.find(budget())
    expect(issuer.requests).toHaveLength(1)
    discovery.forget()
    await discovery.find(budget())
    expect(issuer.requests).toHaveLength(2)
  })
})
