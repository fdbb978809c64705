import { InvalidTokenError } from './errors.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * What the token allows. `scope` (RFC 9068 section 2.2.3; `scp` at Okta and Entra) is what the client was granted: one
 * string of names with spaces between, or a list of names. `permissions`, a list of names (Auth0's RBAC), is what its
 * user may do; `roles`, a list of names, is what Entra's administrator granted to an application. Where several are there,
 * all must hold; with none, nothing is allowed.
 *
 * @throws InvalidTokenError with reason `bad_claim` where one of them has another form
 */
export function scopesOf(claims: JsonObject): Set<string> {
  const [first, ...others] = [
    readScope(claims, 'scope'),
    readScope(claims, 'scp'),
    readList(claims, 'permissions', 'a list of strings'),
    // What an administrator granted to an application at Entra, which has no scp then. Of a person, roles are no scopes.
    claims.idtyp === 'app' ? readList(claims, 'roles', 'a list of strings') : undefined,
  ].filter((names) => names !== undefined)
  return new Set(first?.filter((name) => others.every((names) => names.includes(name))))
}

function readScope(claims: JsonObject, name: 'scope' | 'scp'): string[] | undefined {
  const scope = claims[name]
  if (typeof scope === 'string') return scope.split(' ').filter((part) => part !== '')
  return readList(claims, name, 'a string or a list of strings')
}

function readList(claims: JsonObject, name: string, form: string): string[] | undefined {
  const names = claims[name]
  if (names === undefined) return undefined
  if (!Array.isArray(names) || !names.every((item) => typeof item === 'string')) {
    throw new InvalidTokenError('bad_claim', `The access token's claim ${name} is not ${form}`)
  }
  return names
}
