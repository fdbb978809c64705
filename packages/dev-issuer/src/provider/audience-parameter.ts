import type { KoaContextWithOIDC } from 'oidc-provider'
import { accessDenied } from '../http/auth0-error.ts'

/** Auth0's `audience` parameter, where the request has one. */
export function requestedAudience(ctx: KoaContextWithOIDC): string | undefined {
  const audience = ctx.oidc.params?.audience
  return typeof audience === 'string' && audience !== '' ? audience : undefined
}

/**
 * Auth0's `audience` parameter. Throws Auth0's 403 where it is missing: this tenant has no default audience.
 */
export function requireAudience(ctx: KoaContextWithOIDC): string {
  const audience = requestedAudience(ctx)
  if (audience === undefined) {
    throw accessDenied('No audience parameter was provided, and no default audience has been configured')
  }
  return audience
}
