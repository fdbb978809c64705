import { createRequire } from 'node:module'
import type { Auth0Client } from '@auth0/auth0-spa-js'
import { defaultAudience } from 'dev-issuer'
import { expect, it } from 'vitest'
import { startBrowser } from '../../support/browser.ts'
import { chooseDemoPerson } from '../../support/sign-in.ts'
import { startWebSystem } from '../../support/web.ts'

declare global {
  interface Window {
    auth0: { Auth0Client: typeof Auth0Client }
    client: Auth0Client
  }
}

// A page with Auth0's library and nothing else, in the application's place.
const page_ = '<!doctype html><title>auth0-spa-js</title><script src="/auth0-spa-js.js"></script>'
const library = createRequire(import.meta.url).resolve('@auth0/auth0-spa-js')

it('auth0-spa-js signs in at dev-issuer as at Auth0, renews, and the API takes its token', async () => {
  await using system = await startWebSystem()
  await using browser = await startBrowser()
  await using visit = await browser.open()
  const { page } = visit
  await page.route(`${system.origin}/auth0-spa-js.js`, (route) => route.fulfill({ path: library }))
  await page.route(
    (url) => url.origin === system.origin && url.pathname !== '/auth0-spa-js.js',
    (route) => route.fulfill({ contentType: 'text/html', body: page_ }),
  )
  const makeClient = (useRefreshTokens: boolean) =>
    page.evaluate(
      ({ domain, audience, useRefreshTokens }) => {
        window.client = new window.auth0.Auth0Client({
          domain,
          clientId: 'spa',
          useRefreshTokens,
          authorizationParams: {
            redirect_uri: `${location.origin}/callback`,
            audience,
            scope: 'openid profile email read:timesheets',
          },
        })
      },
      { domain: system.issuer.issuer.replace(/\/$/, ''), audience: defaultAudience, useRefreshTokens },
    )
  const token = async () =>
    (await page.evaluate(() => window.client.getTokenSilently({ cacheMode: 'off' }))) ?? ''
  const statusOfMe = (accessToken: string) =>
    page.evaluate(
      async ([url, bearer]) =>
        (await fetch(`${url}/me`, { headers: { authorization: `Bearer ${bearer}` } })).status,
      [system.api.url, accessToken] as const,
    )

  await page.goto(system.origin)
  await makeClient(true)
  await Promise.all([
    page.waitForURL(/\/interaction\//),
    page.evaluate(() => void window.client.loginWithRedirect()),
  ])
  await chooseDemoPerson(page)
  await page.waitForURL(`${system.origin}/callback?**`)
  await makeClient(true)
  await page.evaluate(() => window.client.handleRedirectCallback())
  expect(await page.evaluate(() => window.client.getUser())).toMatchObject({
    name: 'Maria Silva',
    email: 'maria.silva@abc.example',
  })

  const [first, second] = [await token(), await token()]
  expect(first).not.toBe(second)
  expect(await statusOfMe(second)).toBe(200)

  // Without refresh tokens, after a reload: in a hidden frame.
  await page.goto(system.origin)
  await makeClient(false)
  expect(await statusOfMe(await token())).toBe(200)

  await Promise.all([
    page.waitForURL(`${system.origin}/`, { waitUntil: 'load' }),
    page.evaluate(() => void window.client.logout({ logoutParams: { returnTo: `${location.origin}/` } })),
  ])
  await makeClient(false)
  const refusal = await token().catch((error: unknown) => String(error))
  expect(refusal).toContain('Login required')
})
