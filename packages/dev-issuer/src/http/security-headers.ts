import type { Provider } from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]

/**
 * Lets the pages load what is the issuer's own and nothing inline, and shows them in no frame. The provider's
 * `web_message` page, which lives in one, takes `frame-ancestors` out itself and adds the hash of its script.
 *
 * Without `form-action`: browsers apply it to where a posted form is redirected, which is the application.
 */
export const securityHeaders: Middleware = async (ctx, next) => {
  ctx.set(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  )
  ctx.set('referrer-policy', 'no-referrer')
  ctx.set('x-content-type-options', 'nosniff')
  await next()
}
