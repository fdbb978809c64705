import { InvalidTokenError } from '../errors.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * The scopes of the token. `scope` (RFC 9068 section 2.2.3; `scp` at Okta and Entra) lists the scopes granted
 * to the client, as a space-separated string or a list. `permissions` lists those of its user (Auth0's RBAC),
 * and `roles` those that an Entra administrator granted to an application. If several are present, a scope
 * must be in all of them. With none of them, the token has no scopes.
 *
 * @throws InvalidTokenError with reason `bad_claim` if one of them is malformed
 */
export function scopesOf(claims: JsonObject): Set<string> {
  const [first, ...others] = [
    readScope(claims, 'scope'),
    readScope(claims, 'scp'),
    readList(claims, 'permissions', 'a list of strings'),
    // Entra: granted to an application, whose token has no scp. A person's roles are not scopes.
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
    throw new InvalidTokenError('bad_claim', `The access token's ${name} claim is not ${form}`)
  }
  return names
}
