import type { AccessToken, ClientCredentials, Provider, TokenEndpointGrantContext } from 'oidc-provider'
import { applyDpopBinding } from 'oidc-provider/lib/helpers/grant_common.js'
import validateDpop from 'oidc-provider/lib/helpers/validate_dpop.js'

/**
 * Binds a token to the key of the request's DPoP proof (RFC 9449 section 5), for grants that the provider
 * does not handle itself. Without a proof, it stays a bearer token.
 */
export async function bindToProof(
  provider: Provider,
  ctx: TokenEndpointGrantContext,
  token: AccessToken | ClientCredentials,
): Promise<void> {
  await applyDpopBinding(provider, ctx, await validateDpop(provider, ctx), token)
}
