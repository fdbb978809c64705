import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { readBody, withFormBody } from './request-body.ts'

type Middleware = Parameters<Provider['use']>[0]
type Context = Parameters<Middleware>[0]

const formPaths: ReadonlySet<string> = new Set(['/oauth/token', '/oauth/device/code', '/oauth/revoke'])

/**
 * Converts a JSON body, which Auth0 accepts and auth0-js sends, to the form that RFC 6749 and the provider
 * expect.
 */
export const acceptJsonBody: Middleware = async (ctx, next) => {
  if (ctx.method !== 'POST' || !formPaths.has(ctx.path) || !ctx.is('application/json')) return next()
  const form = parseJsonForm(await readBody(ctx.req))
  if (!form) {
    ctx.status = 400
    ctx.set('access-control-allow-origin', ctx.get('origin') || '*')
    ctx.body = {
      error: 'invalid_request',
      error_description: 'The request body is not a JSON object of strings',
    }
    return
  }
  ctx.req = ctx.request.req = ctx.response.req = withFormBody(ctx.req, form)
  return next()
}

/** Replaces statuses and wording of the provider's responses by Auth0's. */
export const respondLikeAuth0: Middleware = async (ctx, next) => {
  await next()
  if (ctx.path === '/oauth/token') rewriteTokenError(ctx)
  // An error in a frame is a normal response, which the browser's console must not report.
  if (ctx.query.response_mode === 'web_message' && ctx.status === 400) ctx.status = 200
}

/** Auth0's `returnTo` on `/v2/logout` is OpenID Connect RP-Initiated Logout's `post_logout_redirect_uri`. */
export const acceptReturnTo: Middleware = (ctx, next) => {
  const { returnTo, ...query } = ctx.query
  if (ctx.path === '/v2/logout' && returnTo !== undefined) {
    ctx.query = { ...query, post_logout_redirect_uri: returnTo }
  }
  return next()
}

function parseJsonForm(text: string): URLSearchParams | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const members = Object.entries(value)
    if (members.some(([, member]) => typeof member === 'object')) return undefined
    return new URLSearchParams(members.map(([name, member]) => [name, String(member)]))
  } catch {
    return undefined
  }
}

/** For these, Auth0 returns 403 where RFC 6749 section 5.2 and RFC 8628 section 3.5 require 400. */
const forbidden: ReadonlySet<string> = new Set([
  ...['invalid_grant', 'unsupported_grant_type', 'access_denied', 'authorization_pending', 'expired_token'],
])

function rewriteTokenError(ctx: Context): void {
  const body: unknown = ctx.body
  if (typeof body !== 'object' || body === null || !('error' in body) || typeof body.error !== 'string')
    return
  const description = 'error_description' in body ? body.error_description : undefined
  if (body.error === 'invalid_client') {
    respond(ctx, 401, 'access_denied', 'Unauthorized')
  } else if (description === 'requested grant type is not allowed for this client') {
    const grantType = (ctx as KoaContextWithOIDC).oidc.params?.grant_type
    respond(ctx, 403, 'unauthorized_client', `Grant type '${grantType}' not allowed for the client.`)
  } else if (forbidden.has(body.error)) {
    ctx.status = 403
  }
}

function respond(ctx: Context, status: number, error: string, description: string): void {
  ctx.status = status
  ctx.body = { error, error_description: description }
}
