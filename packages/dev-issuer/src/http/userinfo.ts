import { createLocalJWKSet, jwtVerify } from 'jose'
import type { Provider } from 'oidc-provider'
import { accountClaims } from '../provider/accounts.ts'
import type { SigningKeys } from '../provider/keys.ts'
import { findPerson } from '../seeds/people.ts'

type Middleware = Parameters<Provider['use']>[0]

/**
 * `/userinfo` for access tokens that are JWTs (OpenID Connect Core 1.0 section 5.3). The provider rejects
 * every token with an audience; Auth0 accepts one whose audiences include its userinfo endpoint. The provider
 * handles opaque tokens. A token that is bound to a key (RFC 9449) is rejected, since proofs are not checked
 * here.
 */
export function userinfoForJwts(issuer: string, keys: SigningKeys): Middleware {
  return async (ctx, next) => {
    const token = /^(?:Bearer|DPoP) ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(ctx.get('authorization'))?.[1]
    if (ctx.path !== '/userinfo' || ctx.method === 'OPTIONS' || token === undefined) return next()
    ctx.set('access-control-allow-origin', ctx.get('origin') || '*')
    ctx.vary('origin')
    ctx.set('cache-control', 'no-store')
    const claims = await userinfo(token, issuer, keys)
    if (claims) {
      ctx.body = claims
    } else {
      ctx.status = 401
      ctx.set('www-authenticate', `Bearer realm="${issuer}", error="invalid_token"`)
      ctx.body = { error: 'invalid_token', error_description: 'invalid token provided' }
    }
  }
}

async function userinfo(token: string, issuer: string, keys: SigningKeys) {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: keys.published() }), {
      issuer,
      audience: `${issuer}userinfo`,
    })
    if (payload.cnf !== undefined) return undefined
    const person = findPerson(payload.sub ?? '')
    return person && accountClaims(person, String(payload.scope ?? ''), issuer)
  } catch {
    return undefined
  }
}
