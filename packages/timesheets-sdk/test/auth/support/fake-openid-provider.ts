import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const REDIRECT_URI = 'http://localhost:4200/callback'
export const MARIA = { sub: 'auth0|maria', name: 'Maria Silva', email: 'maria@abc.example' }
export const JOHN = { sub: 'auth0|john', name: 'John Okafor', email: 'john@contractor.example' }

interface Asked {
  path: string
  form: Record<string, string>
}

/** A person's browser at the issuer, the issuer's endpoints, and what may go wrong between them. */
export interface FakeOpenIdProvider {
  /** With a trailing slash. */
  issuer: string
  metadata: Record<string, unknown>
  requests: Asked[]
  tokenRequests(): Asked[]
  /** The person who is signed in at the issuer. */
  person: typeof MARIA | undefined
  expiresIn: number
  givesRefreshTokens: boolean
  rotates: boolean
  /** Changes the ID tokens that are made from now on. */
  editIdToken: (claims: JWTPayload) => JWTPayload
  /** The next reply of the token endpoint, in place of the usual one. */
  nextTokenAnswer: { status: number; body: unknown } | undefined
  /** Follows an authorization request as a browser does: returns the address it is sent back to. */
  visit(request: URL): URL
  close(): Promise<void>
}

const { privateKey } = await generateKeyPair('RS256')

/**
 * An OpenID provider on a free port with one public client, `spa`. It checks PKCE and finds a refresh token
 * used twice.
 */
export async function startFakeOpenIdProvider(now: () => number): Promise<FakeOpenIdProvider> {
  const codes = new Map<string, { request: URLSearchParams; person: typeof MARIA }>()
  const refreshTokens = new Map<string, { person: typeof MARIA; family: number; isUsed: boolean }>()
  const revokedFamilies = new Set<number>()
  let issued = 0

  const server = createServer(async (incoming, response) => {
    const path = incoming.url ?? ''
    const form = Object.fromEntries(
      new URLSearchParams(Buffer.concat(await incoming.toArray()).toString('utf8')),
    )
    provider.requests.push({ path, form })
    if (path === '/.well-known/openid-configuration') sendJson(response, 200, provider.metadata)
    else if (path === '/oauth/token') await answerTokenRequest(form, response)
    else if (path === '/oauth/revoke') response.end()
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  const provider: FakeOpenIdProvider = {
    issuer,
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}oauth/token`,
      revocation_endpoint: `${issuer}oauth/revoke`,
      end_session_endpoint: `${issuer}oidc/logout`,
      authorization_response_iss_parameter_supported: true,
    },
    requests: [],
    tokenRequests: () => provider.requests.filter(({ path }) => path === '/oauth/token'),
    person: MARIA,
    expiresIn: 600,
    givesRefreshTokens: true,
    rotates: true,
    editIdToken: (claims) => claims,
    nextTokenAnswer: undefined,
    visit(request) {
      const callback = new URL(request.searchParams.get('redirect_uri') ?? '')
      callback.searchParams.set('state', request.searchParams.get('state') ?? '')
      callback.searchParams.set('iss', issuer)
      if (provider.person === undefined) {
        callback.searchParams.set('error', 'login_required')
      } else {
        const code = `code-${codes.size + 1}`
        codes.set(code, { request: request.searchParams, person: provider.person })
        callback.searchParams.set('code', code)
      }
      return callback
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return provider

  async function answerTokenRequest(form: Record<string, string>, response: ServerResponse): Promise<void> {
    const { nextTokenAnswer } = provider
    provider.nextTokenAnswer = undefined
    if (nextTokenAnswer) return sendJson(response, nextTokenAnswer.status, nextTokenAnswer.body)
    const reply =
      form.grant_type === 'authorization_code' ? await redeemCode(form) : refresh(form.refresh_token ?? '')
    sendJson(response, reply === undefined ? 400 : 200, reply ?? { error: 'invalid_grant' })
  }

  async function redeemCode(form: Record<string, string>) {
    const { request, person } = codes.get(form.code ?? '') ?? {}
    codes.delete(form.code ?? '')
    const challenge = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url')
    const isProven =
      request?.get('code_challenge') === challenge && request.get('redirect_uri') === form.redirect_uri
    if (!person || !isProven || form.client_id !== 'spa') return undefined
    const seconds = Math.floor(now() / 1000)
    const claims = { ...person, iss: issuer, aud: 'spa', iat: seconds, exp: seconds + 36_000 }
    const idToken = await new SignJWT(provider.editIdToken({ ...claims, nonce: request.get('nonce') ?? '' }))
      .setProtectedHeader({ alg: 'RS256' })
      .sign(privateKey)
    return { ...tokensFor(person, ++issued), id_token: idToken }
  }

  function refresh(refreshToken: string) {
    const found = refreshTokens.get(refreshToken)
    if (!found || revokedFamilies.has(found.family)) return undefined
    if (found.isUsed) {
      revokedFamilies.add(found.family)
      return undefined
    }
    found.isUsed = provider.rotates
    return tokensFor(found.person, found.family)
  }

  function tokensFor(person: typeof MARIA, family: number) {
    const accessToken = `access-${person.sub.slice(6)}-${provider.tokenRequests().length}`
    const reply = { access_token: accessToken, token_type: 'Bearer', expires_in: provider.expiresIn }
    if (!provider.givesRefreshTokens) return reply
    const refreshToken = `refresh-${refreshTokens.size + 1}`
    refreshTokens.set(refreshToken, { person, family, isUsed: false })
    return provider.rotates || refreshTokens.size === 1 ? { ...reply, refresh_token: refreshToken } : reply
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
