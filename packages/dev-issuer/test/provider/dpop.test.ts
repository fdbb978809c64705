import { decodeJwt } from 'jose'
import {
  authorizationCode,
  type ClientCredentialsOptions,
  clientCredentials,
  dpopProver,
  type TokenProvider,
} from 'timesheets-sdk/auth'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  clients,
  type DevIssuer,
  type DevIssuerOptions,
  defaultAudience,
  demoPassword,
  namedPeople,
  startDevIssuer,
} from '../../src/index.ts'
import { Browser } from '../browser.ts'
import { claimsOf, machine, passwordRequest, post, refusal, type TokenResponse } from '../support.ts'

async function start(options: DevIssuerOptions = {}): Promise<DevIssuer> {
  const issuer = await startDevIssuer({ port: 0, ...options })
  onTestFinished(() => issuer.stop())
  return issuer
}

async function proofFor(issuer: DevIssuer, prover = dpopProver()): Promise<Record<string, string>> {
  return { dpop: await prover.proof({ method: 'POST', url: `${issuer.issuer}oauth/token` }) }
}

function machineProvider(issuer: DevIssuer, more: Partial<ClientCredentialsOptions> = {}): TokenProvider {
  return clientCredentials({
    issuer: issuer.issuer,
    clientId: machine.client_id,
    audience: defaultAudience,
    authentication: { method: 'client_secret_post', secret: machine.client_secret },
    ...more,
  })
}

const boundTo = (accessToken: string) => (decodeJwt(accessToken).cnf as { jkt?: string } | undefined)?.jkt

describe('the token endpoint', () => {
  it('binds a machine’s token to the key of its proof', async () => {
    const issuer = await start()
    const prover = dpopProver()
    const response = await post(issuer, '/oauth/token', machine, await proofFor(issuer, prover))
    const { token_type, access_token } = (await response.json()) as TokenResponse
    expect(token_type).toBe('DPoP')
    expect(await claimsOf(issuer, access_token)).toMatchObject({ cnf: { jkt: await prover.thumbprint() } })
  })

  it('binds a person’s token, and the refresh token of a public client with it', async () => {
    const issuer = await start()
    const prover = dpopProver()
    const request = passwordRequest(namedPeople.employee, { scope: 'offline_access read:timesheets' })
    const first = await post(issuer, '/oauth/token', request, await proofFor(issuer, prover))
    const { token_type, access_token, refresh_token = '' } = (await first.json()) as TokenResponse
    expect(token_type).toBe('DPoP')
    expect(boundTo(access_token)).toBe(await prover.thumbprint())

    const renewal = { grant_type: 'refresh_token', client_id: 'cli', refresh_token }
    for (const headers of [{}, await proofFor(issuer)]) {
      expect(await refusal(post(issuer, '/oauth/token', renewal, headers))).toMatchObject({
        body: { error: 'invalid_grant' },
      })
    }
    const renewed = await post(issuer, '/oauth/token', renewal, await proofFor(issuer, prover))
    expect(await renewed.json()).toMatchObject({ token_type: 'DPoP' })
  })

  it('rejects a proof that was used before, and one for another URL', async () => {
    const issuer = await start()
    const used = await proofFor(issuer)
    expect((await post(issuer, '/oauth/token', machine, used)).status).toBe(200)
    expect((await post(issuer, '/oauth/token', machine, used)).status).toBe(403)
    const elsewhere = { dpop: await dpopProver().proof({ method: 'POST', url: `${issuer.issuer}authorize` }) }
    expect(await refusal(post(issuer, '/oauth/token', machine, elsewhere))).toMatchObject({
      status: 400,
      body: { error: 'invalid_dpop_proof' },
    })
  })

  it('issues bearer tokens to clients without a proof', async () => {
    const issuer = await start()
    const response = await post(issuer, '/oauth/token', machine)
    const { token_type, access_token } = (await response.json()) as TokenResponse
    expect(token_type).toBe('Bearer')
    expect(boundTo(access_token)).toBeUndefined()
  })
})

describe('the SDK’s client credentials', () => {
  it('get a bound token with a nonce that the issuer asks for, and cache it by the key', async () => {
    const issuer = await start({ dpopNonces: true })
    const asked: number[] = []
    const hooks = { onResponse: ({ status }: { status: number }) => asked.push(status) }
    const provider = machineProvider(issuer, { dpop: dpopProver(), hooks })
    const accessToken = await provider.getAccessToken()
    expect(boundTo(accessToken)).toBe(await provider.dpop?.thumbprint())
    // Discovery, the request that gets the nonce, and the one with it.
    expect(asked).toEqual([200, 400, 200])
    await provider.getAccessToken({ forceRefresh: true })
    expect(asked).toEqual([200, 400, 200, 200])
  })

  it('do not use a token that the issuer did not bind', async () => {
    const issuer = await start()
    const withoutProof: ClientCredentialsOptions['fetch'] = (url, init) => {
      const { dpop: _removed, ...headers } = init.headers
      return fetch(url, { ...init, headers })
    }
    const provider = machineProvider(issuer, { dpop: dpopProver(), fetch: withoutProof })
    await expect(provider.getAccessToken()).rejects.toMatchObject({
      code: 'invalid_response',
      message: expect.stringContaining('its token_type is not DPoP'),
    })
  })
})

describe('/userinfo', () => {
  it('rejects a bound token, as it checks no proofs', async () => {
    const issuer = await start()
    const request = passwordRequest(namedPeople.employee, { scope: 'openid' })
    const tokenFor = async (headers: Record<string, string>) =>
      ((await (await post(issuer, '/oauth/token', request, headers)).json()) as TokenResponse).access_token
    const statusOf = async (scheme: string, token: string) =>
      (await fetch(`${issuer.issuer}userinfo`, { headers: { authorization: `${scheme} ${token}` } })).status

    expect(await statusOf('Bearer', await tokenFor({}))).toBe(200)
    const bound = await tokenFor(await proofFor(issuer))
    expect(await statusOf('Bearer', bound)).toBe(401)
    expect(await statusOf('DPoP', bound)).toBe(401)
  })
})

describe('the SDK’s authorization code with a prover', () => {
  it('gets bound tokens, and renews them by the refresh token with proofs of the same key', async () => {
    const issuer = await start()
    const prover = dpopProver()
    const [redirectUri = ''] = clients.spa.redirectUris
    const auth = authorizationCode({
      issuer: issuer.issuer,
      clientId: 'spa',
      redirectUri,
      audience: defaultAudience,
      scope: 'offline_access read:timesheets',
      dpop: prover,
    })
    const browser = new Browser()
    const { url: page } = await browser.visit(await auth.startSignIn())
    const form = { action: 'sign-in', login: namedPeople.employee, password: demoPassword }
    await auth.finishSignIn((await browser.visit(page, form)).url)

    const first = await auth.tokenProvider.getAccessToken()
    expect(boundTo(first)).toBe(await prover.thumbprint())
    const renewed = await auth.tokenProvider.getAccessToken({ rejectedToken: first })
    expect(renewed).not.toBe(first)
    expect(boundTo(renewed)).toBe(await prover.thumbprint())
  })
})
