import type { ClientMetadata, Provider } from 'oidc-provider'
import { clientsAt, type DevClient, type PrivateEcJwk } from '../seeds/clients.ts'

/**
 * The seeded clients as metadata of OpenID Connect Dynamic Client Registration 1.0 section 2, with the
 * single-page applications at each of the origins.
 */
export function clientMetadata(spaOrigins: readonly string[]): ClientMetadata[] {
  return clientsAt(spaOrigins).map((client) => ({
    client_id: client.clientId,
    client_name: client.name,
    // The provider permits custom schemes for native clients only, and other things for web clients only.
    application_type: client.redirectUris?.some(hasCustomScheme) ? 'native' : 'web',
    grant_types: [...client.grantTypes],
    response_types: [...(client.responseTypes ?? [])],
    redirect_uris: [...(client.redirectUris ?? [])],
    post_logout_redirect_uris: [...(client.logoutUris ?? [])],
    ...authenticationMetadata(client),
  }))
}

function hasCustomScheme(address: string): boolean {
  return !/^https?:/.test(address)
}

/**
 * Lets the single-page application use the implicit grant on `http://localhost`, as Auth0 does for
 * development. The provider validates clients when they are first looked up, so it is early enough to call
 * this after construction.
 */
export function allowImplicitOnLocalhost(provider: Provider): void {
  const { prototype } = (provider.Client as unknown as ClientWithSchema).Schema
  const invalidate = prototype.invalidate
  prototype.invalidate = function (message, code) {
    if (code === 'implicit-force-https' || code === 'implicit-forbid-localhost') return
    invalidate.call(this, message, code)
  }
}

/** The validation of client metadata, which the provider's types leave out. */
interface ClientWithSchema {
  Schema: { prototype: { invalidate(message: string, code?: string): void } }
}

function authenticationMetadata(client: DevClient): Partial<ClientMetadata> {
  if (client.secret !== undefined) {
    // The provider accepts both basic and post for either method.
    return { token_endpoint_auth_method: 'client_secret_post', client_secret: client.secret }
  }
  if (client.privateJwk !== undefined) {
    return {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: client.privateJwk.alg,
      jwks: { keys: [publicJwk(client.privateJwk)] },
    }
  }
  return { token_endpoint_auth_method: 'none' }
}

function publicJwk({ d: _private, ...jwk }: PrivateEcJwk): Omit<PrivateEcJwk, 'd'> {
  return jwk
}
