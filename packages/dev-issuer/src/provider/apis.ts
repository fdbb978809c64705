import { Buffer } from 'node:buffer'
import type { ResourceServer } from 'oidc-provider'
import { accessDenied } from '../http/auth0-error.ts'
import { apiScopes } from '../scopes.ts'

/** The signing algorithm and lifetime of the access tokens for the tenant's APIs. */
export interface AccessTokenPolicy {
  signingAlg: 'RS256' | 'HS256'
  /** The shared key of HS256. */
  secret?: string | undefined
  lifetimeSeconds: number
}

/** The APIs of the tenant, each known by its audience. */
export interface Apis {
  /**
   * The resource indicator (RFC 8707) that stands for an audience. An Auth0 audience is any string, a
   * resource indicator is an absolute URI, so any other audience is wrapped into a URN.
   */
  indicatorOf(audience: string): string
  /** The API behind an indicator. Throws Auth0's 403 where the tenant has none. */
  resourceServer(indicator: string): ResourceServer
}

const urnPrefix = 'urn:dev-issuer:audience:'

export function createApis(audiences: readonly string[], policy: AccessTokenPolicy): Apis {
  const sign =
    policy.signingAlg === 'HS256'
      ? { alg: 'HS256' as const, key: Buffer.from(policy.secret ?? '') }
      : { alg: 'RS256' as const }
  return {
    indicatorOf: (audience) => (URL.canParse(audience) ? audience : urnPrefix + encodeURIComponent(audience)),
    resourceServer(indicator) {
      const audience = audienceOf(indicator)
      if (!audiences.includes(audience)) throw accessDenied(`Service not enabled within domain: ${audience}`)
      return {
        audience,
        scope: apiScopes.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: policy.lifetimeSeconds,
        jwt: { sign },
      }
    },
  }
}

function audienceOf(indicator: string): string {
  return indicator.startsWith(urnPrefix) ? decodeURIComponent(indicator.slice(urnPrefix.length)) : indicator
}
