import type { Provider } from 'oidc-provider'
import { readBody } from './request-body.ts'

type Middleware = Parameters<Provider['use']>[0]

const loopbackAddresses: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * `POST /dev/rotate-keys`, which no Auth0 tenant has: signs with a new key from now on. The JSON body
 * `{"keepOld": false}` also removes the old keys from the JWKS. Returns 204, or 403 to other machines and to
 * web pages: a page can post to localhost too, but its request has an `Origin`.
 */
export function rotateKeysEndpoint(rotateKeys: (options: { keepOld: boolean }) => Promise<void>): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/dev/rotate-keys' || ctx.method !== 'POST') return next()
    const fromThisMachine = loopbackAddresses.has(ctx.req.socket.remoteAddress ?? '')
    if (!fromThisMachine || ctx.get('origin') !== '') {
      ctx.status = 403
      return
    }
    const keepOld = parseKeepOld(await readBody(ctx.req))
    if (keepOld === undefined) {
      ctx.status = 400
      ctx.body = {
        error: 'invalid_request',
        error_description: 'The body is not {"keepOld": true} or {"keepOld": false}',
      }
      return
    }
    await rotateKeys({ keepOld })
    ctx.status = 204
  }
}

function parseKeepOld(text: string): boolean | undefined {
  if (text.trim() === '') return true
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const keepOld = 'keepOld' in value ? value.keepOld : true
    return typeof keepOld === 'boolean' ? keepOld : undefined
  } catch {
    return undefined
  }
}
