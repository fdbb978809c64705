import { randomBytes } from 'node:crypto'
import type { JWK } from 'jose'
import { type Configuration, interactionPolicy } from 'oidc-provider'
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js'
import { devicePages, logoutPages, renderError } from '../pages/provider-pages.ts'
import { oidcScopes } from '../scopes.ts'
import { findPerson } from '../seeds/people.ts'
import { tenant } from '../seeds/tenant.ts'
import { shapeAccessToken } from './access-token-claims.ts'
import { accountClaims, claimsByScope } from './accounts.ts'
import type { Apis } from './apis.ts'
import { requestedAudience } from './audience-parameter.ts'
import { clientMetadata } from './client-metadata.ts'
import { loadGrant } from './consent.ts'

export interface ConfigurationInput {
  issuer: string
  /** The origin of the single-page application. */
  spaOrigins: readonly string[]
  keys: readonly JWK[]
  apis: Apis
  accessTokenLifetimeSeconds: number
  deviceCodeLifetimeSeconds: number
  dpopNonces: boolean
}

const hour = 3600
const day = 24 * hour

/** Auth0's endpoints and defaults as a configuration of oidc-provider. Nothing in it survives a restart. */
export function providerConfiguration({
  issuer,
  spaOrigins,
  keys,
  apis,
  accessTokenLifetimeSeconds,
  deviceCodeLifetimeSeconds,
  dpopNonces,
}: ConfigurationInput): Configuration {
  return {
    adapter: createMemoryAdapter(),
    clients: clientMetadata(spaOrigins),
    jwks: { keys: [...keys] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: [...oidcScopes],
    claims: claimsByScope,
    responseTypes: ['code', 'id_token', 'id_token token'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    extraParams: ['audience'],
    conformIdTokenClaims: false,
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      userinfo: '/userinfo',
      jwks: '/.well-known/jwks.json',
      end_session: '/v2/logout',
      device_authorization: '/oauth/device/code',
      code_verification: '/activate',
      revocation: '/oauth/revoke',
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource(ctx, _client, oneOf) {
          const audience = requestedAudience(ctx)
          if (audience !== undefined) return apis.indicatorOf(audience)
          return oneOf ?? []
        },
        getResourceServerInfo: (_ctx, indicator) => apis.resourceServer(indicator),
        useGrantedResource: () => true,
      },
      dPoP: {
        enabled: true,
        ...(dpopNonces && { nonceSecret: randomBytes(32), requireNonce: () => true }),
      },
      deviceFlow: { enabled: true, ...devicePages },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: true, ...logoutPages },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
    },
    formats: { customizers: { jwt: shapeAccessToken } },
    interactions: { policy: interactions(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    clientBasedCORS: () => true,
    findAccount(_ctx, sub) {
      const person = findPerson(sub)
      if (!person) return undefined
      return { accountId: person.userId, claims: (_use, scope) => accountClaims(person, scope, issuer) }
    },
    // The provider strips `offline_access` from requests without `prompt=consent`, so it cannot decide here.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    loadExistingGrant: loadGrant,
    renderError,
    ttl: {
      AccessToken: accessTokenLifetimeSeconds,
      ClientCredentials: accessTokenLifetimeSeconds,
      AuthorizationCode: 60,
      DeviceCode: deviceCodeLifetimeSeconds,
      IdToken: 10 * hour,
      Interaction: hour,
      RefreshToken: tenant.clients.spa.refresh_token.token_lifetime,
      Session: 3 * day,
      Grant: 30 * day,
    },
  }
}

/** The provider asks for consent at every sign-in to a native client; Auth0 asks only for third parties. */
function interactions(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base()
  policy.get('consent')?.checks.remove('native_client_prompt')
  return policy
}
