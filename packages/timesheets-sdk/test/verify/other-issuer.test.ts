import { Events, OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTokenVerifier } from '../../src/verify/index.ts'
import { AUDIENCE } from './support/tokens.ts'

/** A third-party issuer: found by discovery, with its own clock, keys and tokens. */

const server = new OAuth2Server()
beforeAll(async () => {
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
})
afterAll(() => server.stop())

async function fetchToken(changes: Record<string, unknown>): Promise<string> {
  server.service.once(Events.BeforeTokenSigning, (token) => Object.assign(token.payload, changes))
  const { token_endpoint } = (await getJson('/.well-known/openid-configuration')) as {
    token_endpoint: string
  }
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    aud: AUDIENCE,
    scope: 'read:timesheets',
  })
  const response = await fetch(token_endpoint, { method: 'POST', body })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}

async function getJson(path: string): Promise<unknown> {
  const response = await fetch(`${server.issuer.url}${path}`)
  return response.json()
}

const verifier = () =>
  createTokenVerifier({ issuer: `${server.issuer.url}`, audience: AUDIENCE, machineClientIds: ['push'] })

describe('tokens of oauth2-mock-server', () => {
  it('are accepted', async () => {
    const token = await fetchToken({ sub: 'ann', client_id: 'spa' })
    expect(await verifier().verify(token)).toMatchObject({
      identity: 'ann',
      clientId: 'spa',
      isMachine: false,
      scopes: new Set(['read:timesheets']),
    })
  })

  it('belong to a machine client if the client is configured as one', async () => {
    const token = await fetchToken({ sub: 'push', client_id: 'push' })
    expect(await verifier().verify(token)).toMatchObject({
      isMachine: true,
      identity: null,
      clientId: 'push',
    })
  })

  it('are rejected without a subject', async () => {
    await expect(verifier().verify(await fetchToken({}))).rejects.toMatchObject({ reason: 'missing_claim' })
  })

  it('are accepted immediately after the issuer adds a key', async () => {
    const live = verifier()
    await live.verify(await fetchToken({ sub: 'ann' }))
    await server.issuer.keys.generate('RS256')
    // The server signs with its keys in turn.
    for (let turn = 0; turn < 2; turn++) {
      expect(await live.verify(await fetchToken({ sub: `ann-${turn}` }))).toMatchObject({
        subject: `ann-${turn}`,
      })
    }
  })
})
