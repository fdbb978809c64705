import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose'
import { type DevIssuer, defaultAudience, demoPassword } from '../src/index.ts'

export interface TokenResponse {
  access_token: string
  refresh_token?: string
  id_token?: string
  scope: string
  expires_in: number
  token_type: string
}

export const machine = {
  grant_type: 'client_credentials',
  client_id: 'm2m-push',
  client_secret: 'm2m-push-demo-secret',
  audience: defaultAudience,
}

export function passwordRequest(username: string, more: Record<string, string> = {}): Record<string, string> {
  const request = { grant_type: 'password', client_id: 'cli', username, password: demoPassword }
  return { ...request, audience: defaultAudience, ...more }
}

/** Posts a form to a path of the issuer. */
export function post(
  issuer: DevIssuer,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(new URL(path, issuer.issuer), { method: 'POST', body: new URLSearchParams(form), headers })
}

/** The token response to a form, which must be a success. */
export async function token(
  issuer: DevIssuer,
  form: Record<string, string>,
  headers?: Record<string, string>,
): Promise<TokenResponse> {
  const response = await post(issuer, '/oauth/token', form, headers)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as TokenResponse
}

/** An error response: its status and body. */
export async function refusal(response: Promise<Response>): Promise<{ status: number; body: unknown }> {
  const { status, ...rest } = await response.then(async (received) => ({
    status: received.status,
    body: (await received.json()) as unknown,
  }))
  return { status, ...rest }
}

/** The claims of an access token, verified by the JWKS that the issuer publishes now. */
export async function claimsOf(issuer: DevIssuer, accessToken: string): Promise<JWTPayload> {
  const jwks = createRemoteJWKSet(new URL('.well-known/jwks.json', issuer.issuer))
  const { payload } = await jwtVerify(accessToken, jwks, {
    issuer: issuer.issuer,
    audience: defaultAudience,
    algorithms: ['RS256'],
    typ: 'JWT',
  })
  return payload
}

export async function publishedKeys(issuer: DevIssuer): Promise<JSONWebKeySet> {
  const response = await fetch(new URL('.well-known/jwks.json', issuer.issuer))
  return (await response.json()) as JSONWebKeySet
}

/** Whether a token's signature holds by the keys published now. */
export async function isVerifiable(issuer: DevIssuer, accessToken: string): Promise<boolean> {
  const keys = createLocalJWKSet(await publishedKeys(issuer))
  return jwtVerify(accessToken, keys).then(
    () => true,
    () => false,
  )
}
