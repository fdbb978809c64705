import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Auth0Client } from '@auth0/auth0-spa-js'
import { defaultAudience } from 'dev-issuer'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    auth0: { Auth0Client: typeof Auth0Client }
    client: Auth0Client
  }
}

const library = createRequire(import.meta.url).resolve('@auth0/auth0-spa-js/dist/auth0-spa-js.production.js')
const document = '<!doctype html><title>auth0-spa-js</title><script src="/auth0-spa-js.js"></script>'

/** A site whose every page has Auth0's library and nothing else. */
export async function startAuth0Site(): Promise<{ readonly origin: string } & AsyncDisposable> {
  const script = await readFile(library)
  const server = createServer((request, response) => {
    const isScript = request.url === '/auth0-spa-js.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : document)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Makes a client of Auth0's library in the page, as `window.client`. */
export async function makeAuth0Client(
  page: Page,
  { issuer, useRefreshTokens }: { readonly issuer: string; readonly useRefreshTokens: boolean },
): Promise<void> {
  await page.evaluate(
    ({ domain, audience, useRefreshTokens }) => {
      const authorizationParams = {
        redirect_uri: `${location.origin}/callback`,
        audience,
        scope: 'openid profile email read:timesheets',
      }
      window.client = new window.auth0.Auth0Client({
        domain,
        clientId: 'spa',
        useRefreshTokens,
        authorizationParams,
      })
    },
    { domain: issuer.replace(/\/$/, ''), audience: defaultAudience, useRefreshTokens },
  )
}

/** A new access token of that client. */
export async function newToken(page: Page): Promise<string> {
  return (await page.evaluate(() => window.client.getTokenSilently({ cacheMode: 'off' }))) ?? ''
}

/** The API's response to `GET /me` from the page, with a token. */
export function statusOfMe(page: Page, api: string, token: string): Promise<number> {
  return page.evaluate(
    async ([url, bearer]) => {
      const response = await fetch(`${url}/me`, { headers: { authorization: `Bearer ${bearer}` } })
      return response.status
    },
    [api, token] as const,
  )
}
