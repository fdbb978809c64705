import type { Client, Provider, TokenEndpointGrantContext } from 'oidc-provider'
import { Auth0Error } from '../http/auth0-error.ts'
import { intersect, oidcScopes } from '../scopes.ts'
import { demoPassword, findPerson, type Person } from '../seeds/people.ts'
import { rolePermissions } from '../seeds/roles.ts'
import { accountClaims } from './accounts.ts'
import type { Apis } from './apis.ts'
import { requireAudience } from './audience-parameter.ts'
import { bindToProof } from './dpop.ts'

const grantTypes = ['password', 'http://auth0.com/oauth/grant-type/password-realm']

/**
 * The password grant (RFC 6749 section 4.3) as in Auth0, so that a test or a script gets a person's token
 * with one request. The user name is an e-mail address or a user id, and any realm is accepted. The grant
 * covers the requested scopes that the person's role permits; without `scope`, all that the role permits.
 *
 * For development only: RFC 9700 section 2.4 rules this grant out.
 */
export function registerPasswordGrant(provider: Provider, apis: Apis): void {
  for (const grantType of grantTypes) {
    provider.registerGrantType(grantType, (ctx) => handlePasswordGrant(provider, apis, ctx), [
      ...['scope', 'audience', 'username', 'password', 'realm'],
    ])
  }
}

async function handlePasswordGrant(
  provider: Provider,
  apis: Apis,
  ctx: TokenEndpointGrantContext,
): Promise<void> {
  const indicator = apis.indicatorOf(requireAudience(ctx))
  const resourceServer = new provider.ResourceServer(indicator, apis.resourceServer(indicator))
  const person = signIn(ctx.oidc.params.username, ctx.oidc.params.password)
  const { client, requestParamScopes: asked } = ctx.oidc
  const granted = {
    oidc: intersect(oidcScopes, asked),
    api: asked.size > 0 ? intersect(rolePermissions[person.role], asked) : rolePermissions[person.role],
  }

  const grant = new provider.Grant({ clientId: client.clientId, accountId: person.userId })
  grant.addOIDCScope([...granted.oidc])
  grant.addResourceScope(indicator, [...granted.api])
  const grantId = await grant.save()
  ctx.oidc.entity('Grant', grant)

  const source = { accountId: person.userId, client, grantId, gty: 'password' }
  const token = new provider.AccessToken({ ...source, resourceServer, scope: granted.api.join(' ') })
  await bindToProof(provider, ctx, token)
  ctx.oidc.entity('AccessToken', token)
  const accessToken = await token.save()
  const refreshable = granted.oidc.includes('offline_access') && client.grantTypeAllowed('refresh_token')
  const scope = [...granted.oidc, ...granted.api].join(' ')

  ctx.body = {
    access_token: accessToken,
    ...(refreshable && {
      refresh_token: await new provider.RefreshToken({
        ...source,
        resource: indicator,
        scope,
        // The refresh token of a public client is bound as well (RFC 9449 section 5).
        ...(client.clientAuthMethod === 'none' && { jkt: token.jkt }),
      }).save(),
    }),
    ...(granted.oidc.includes('openid') && {
      id_token: await issueIdToken(provider, ctx, client, person, scope),
    }),
    scope,
    expires_in: token.expiration,
    token_type: token.tokenType,
  }
}

function signIn(username: unknown, password: unknown): Person {
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw new Auth0Error(400, 'invalid_request', 'Missing required parameter: username or password')
  }
  const person = findPerson(username)
  if (!person || password !== demoPassword) {
    throw new Auth0Error(403, 'invalid_grant', 'Wrong email or password.')
  }
  return person
}

async function issueIdToken(
  provider: Provider,
  ctx: TokenEndpointGrantContext,
  client: Client,
  person: Person,
  scope: string,
): Promise<string> {
  const idToken = new provider.IdToken({}, { ctx, client })
  for (const [name, value] of Object.entries(accountClaims(person, scope, provider.issuer)))
    idToken.set(name, value)
  return idToken.issue({ use: 'idtoken' })
}
