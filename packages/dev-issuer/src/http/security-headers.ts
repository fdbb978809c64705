import type { Provider } from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]

/**
 * Allows the pages to load the issuer's own files and nothing inline, and forbids frames. The provider's
 * `web_message` page, which runs in a frame, removes `frame-ancestors` and adds the hash of its script.
 *
 * There is no `form-action`: browsers apply it to the redirect after a posted form, which leads to the
 * application.
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
