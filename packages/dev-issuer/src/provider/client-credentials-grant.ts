import type { Provider, TokenEndpointGrantContext } from 'oidc-provider'
import { accessDenied } from '../http/auth0-error.ts'
import { intersect } from '../scopes.ts'
import { findClient } from '../seeds/clients.ts'
import type { Apis } from './apis.ts'
import { requireAudience } from './audience-parameter.ts'
import { bindToProof } from './dpop.ts'

/**
 * Client credentials (RFC 6749 section 4.4) as in Auth0, in place of the provider's own handler: `audience`
 * names the API, no `scope` means all that the client was granted for it, and a scope beyond the grant is
 * denied with 403 `access_denied` rather than dropped.
 */
export function registerClientCredentialsGrant(provider: Provider, apis: Apis): void {
  provider.registerGrantType(
    'client_credentials',
    async (ctx: TokenEndpointGrantContext) => {
      const { client, requestParamScopes: asked } = ctx.oidc
      const indicator = apis.indicatorOf(requireAudience(ctx))
      const resourceServer = new provider.ResourceServer(indicator, apis.resourceServer(indicator))
      const grants = findClient(client.clientId)?.grants ?? []
      const beyond = [...asked].filter((scope) => !grants.some((granted) => granted === scope))
      if (beyond.length > 0) throw accessDenied(`Client has not been granted scopes: ${beyond.join(', ')}`)

      const scope = (asked.size > 0 ? intersect(grants, asked) : grants).join(' ')
      const token = new provider.ClientCredentials({ client, resourceServer, scope })
      await bindToProof(provider, ctx, token)
      ctx.oidc.entity('ClientCredentials', token)
      ctx.body = {
        access_token: await token.save(),
        scope,
        expires_in: token.expiration,
        token_type: token.tokenType,
      }
    },
    ['scope', 'audience'],
  )
}
