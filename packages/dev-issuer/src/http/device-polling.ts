import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

type Middleware = Parameters<Provider['use']>[0]
type Context = Parameters<Middleware>[0]

interface IssuedCode {
  readonly expiresAtMs: number
  polledAtMs: number | undefined
  /** Grows with each `slow_down`. */
  intervalMs: number
}

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** Added by each `slow_down` (RFC 8628 section 3.5). */
const slowDownMs = 5_000

/** A poll may arrive faster than the one before, so that a client that waits correctly seems early. */
const earlyMs = 400

/** How long an expired code is distinguished from one that never existed. */
const rememberedMs = 3_600_000

/**
 * The parts of RFC 8628 that the provider lacks: `interval` in the response (section 3.2), `slow_down` for a
 * client that polls faster, with Auth0's status 429, and `expired_token` for a code that the provider has
 * already forgotten (section 3.5).
 */
export function devicePolling(intervalSeconds: number): Middleware {
  const issued = new Map<string, IssuedCode>()

  function remember(ctx: Context): void {
    const body = ctx.body as { device_code: string; expires_in: number }
    const nowMs = Date.now()
    for (const [code, { expiresAtMs }] of issued) {
      if (expiresAtMs + rememberedMs < nowMs) issued.delete(code)
    }
    issued.set(body.device_code, {
      expiresAtMs: nowMs + body.expires_in * 1_000,
      polledAtMs: undefined,
      intervalMs: intervalSeconds * 1_000,
    })
    ctx.body = { ...body, interval: intervalSeconds }
  }

  function judge(ctx: Context): void {
    const { device_code } = (ctx as KoaContextWithOIDC).oidc.params ?? {}
    const code = issued.get(String(device_code))
    if (!code) return
    const nowMs = Date.now()
    const error = errorOf(ctx)
    if (error === 'invalid_grant' && nowMs >= code.expiresAtMs) {
      ctx.body = { error: 'expired_token', error_description: 'The device code has expired' }
    }
    if (error !== 'authorization_pending') return
    const isEarly = code.polledAtMs !== undefined && nowMs - code.polledAtMs < code.intervalMs - earlyMs
    code.polledAtMs = nowMs
    if (!isEarly) return
    code.intervalMs += slowDownMs
    ctx.status = 429
    ctx.body = { error: 'slow_down', error_description: 'You are polling faster than the interval allows' }
  }

  return async (ctx, next) => {
    await next()
    if (ctx.path === '/oauth/device/code' && ctx.status === 200) remember(ctx)
    if (ctx.path === '/oauth/token' && (ctx as KoaContextWithOIDC).oidc?.params?.grant_type === grantType) {
      judge(ctx)
    }
  }
}

function errorOf({ body }: Context): unknown {
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
}
