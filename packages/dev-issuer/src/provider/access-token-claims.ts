import type { AccessToken, ClientCredentials, JWTStructured, KoaContextWithOIDC } from 'oidc-provider'
import { emailClaim, intersect } from '../scopes.ts'
import { findClient } from '../seeds/clients.ts'
import { findPerson } from '../seeds/people.ts'
import { rolePermissions } from '../seeds/roles.ts'

/**
 * Gives a JWT access token Auth0's claims and header: `azp` for `client_id`, `gty`, `permissions`, a
 * machine's `sub`. `jti` stays, which Auth0's default profile lacks, so that two tokens are never the same
 * string.
 */
export function shapeAccessToken(
  ctx: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  parts: JWTStructured,
): void {
  parts.header = { ...parts.header, typ: 'JWT' }
  parts.payload.azp = token.clientId
  delete parts.payload.client_id
  if (token.kind === 'ClientCredentials') shapeMachineToken(token, parts.payload)
  else shapePersonToken(ctx, token, parts.payload)
}

function shapeMachineToken(token: ClientCredentials, payload: JWTStructured['payload']): void {
  payload.sub = `${token.clientId}@clients`
  payload.gty = 'client-credentials'
  payload.permissions = findClient(token.clientId ?? '')?.grants ?? []
}

function shapePersonToken(
  ctx: KoaContextWithOIDC,
  token: AccessToken,
  payload: JWTStructured['payload'],
): void {
  const person = findPerson(token.accountId)
  if (!person) throw new Error(`access token for ${token.accountId}, who is not among the seeds`)
  const permissions = rolePermissions[person.role]
  const grantedOidcScopes = ctx.oidc.entities.Grant?.getOIDCScope().split(' ').filter(Boolean) ?? []

  payload.permissions = permissions
  payload[emailClaim] = person.email
  if (token.gty.startsWith('password')) payload.gty = 'password'

  // The provider leaves the OpenID Connect scopes out of a token for an API; Auth0 lists both, here and in
  // the response, whose `scope` is read from the token after this.
  const scope = [...grantedOidcScopes, ...intersect(permissions, token.scopes)].join(' ')
  token.scope = scope || undefined
  payload.scope = token.scope

  // Auth0 adds its userinfo endpoint for APIs that sign with RS256 only: it can't check an API's own secret.
  const signsAsymmetrically =
    token.resourceServer?.jwt?.sign !== false && token.resourceServer?.jwt?.sign?.alg === 'RS256'
  if (grantedOidcScopes.includes('openid') && signsAsymmetrically) {
    payload.aud = [token.aud, `${ctx.oidc.provider.issuer}userinfo`].flat().filter((aud) => aud !== undefined)
  }
}
