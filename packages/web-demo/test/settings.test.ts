import { describe, expect, it } from 'vitest'
import { loadSettings, readSettings } from '../src/settings.ts'

const laptop = {
  apiUrl: 'http://localhost:8080',
  issuer: 'http://localhost:9000/',
  clientId: 'spa',
  audience: 'https://api.timesheets.example.com',
  flow: 'pkce',
  offerBothFlows: true,
  tokenStorage: 'memory',
}

describe('settings from variables', () => {
  it('are those of a laptop unless set; an empty one is unset', () => {
    expect(readSettings({ VITE_CLIENT_ID: '', VITE_ISSUER: '' })).toEqual(laptop)
  })

  it('are what is set; both sign-ins are offered on this machine alone', () => {
    expect(
      readSettings({
        VITE_API_URL: 'https://timesheets.abc.example',
        VITE_ISSUER: 'https://abc.eu.auth0.com/',
        VITE_CLIENT_ID: 'abc',
        VITE_AUDIENCE: 'urn:timesheets',
        VITE_SCOPE: 'api://timesheets/read:timesheets',
        VITE_AUTH_FLOW: 'implicit',
        VITE_TOKEN_STORAGE: 'localstorage',
      }),
    ).toEqual({
      apiUrl: 'https://timesheets.abc.example',
      issuer: 'https://abc.eu.auth0.com/',
      clientId: 'abc',
      audience: 'urn:timesheets',
      scope: 'api://timesheets/read:timesheets',
      flow: 'implicit',
      offerBothFlows: false,
      tokenStorage: 'localstorage',
    })
  })

  it.each([
    [{ VITE_API_URL: 'timesheets' }, 'VITE_API_URL is "timesheets": set it to an address'],
    [{ VITE_ISSUER: 'ftp://x' }, 'VITE_ISSUER is "ftp://x"'],
    [{ VITE_AUTH_FLOW: 'password' }, 'VITE_AUTH_FLOW is "password": set it to pkce or implicit'],
    [{ VITE_TOKEN_STORAGE: 'cookie' }, 'set it to memory or localstorage'],
    [{ VITE_OFFER_BOTH_FLOWS: 'yes' }, 'VITE_OFFER_BOTH_FLOWS is "yes"'],
  ])('%j is refused in one line', (variables, line) => {
    expect(() => readSettings(variables)).toThrow(line)
  })
})

describe('settings of a deployment', () => {
  it('are what its server says', async () => {
    const settings = { ...laptop, clientId: 'deployed' }
    const asked: unknown[] = []
    const fetch = async (input: unknown) => {
      asked.push(input)
      return Response.json(settings)
    }
    expect(await loadSettings(fetch)).toEqual(settings)
    expect(asked).toEqual(['/config.json'])
  })

  it.each([
    ['a page', async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['nothing', async () => new Response('', { status: 404 })],
  ])('are the build’s where the server has %s', async (_title, fetch) => {
    expect(await loadSettings(fetch)).toEqual(laptop)
  })

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('offline'))],
    ['fails', async () => new Response('', { status: 502 })],
  ])('are no guess where the server %s', async (_title, fetch) => {
    await expect(loadSettings(fetch)).rejects.toThrow('/config.json could not be loaded')
  })
})
