import { InvalidTokenError } from './errors.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * What the token allows. `scope`, a string of names with spaces between (RFC 9068 section 2.2.3), is what the client
 * was granted; `permissions`, a list of names (Auth0's RBAC), is what its user may do. With both, both must hold; with
 * one, that one counts; with neither, nothing is allowed.
 *
 * @throws InvalidTokenError with reason `bad_claim` where one of them has another form
 */
export function scopesOf(claims: JsonObject): Set<string> {
  const granted = readScope(claims.scope)
  const permitted = readPermissions(claims.permissions)
  if (granted && permitted) return new Set([...granted].filter((name) => permitted.has(name)))
  return granted ?? permitted ?? new Set()
}

function readScope(scope: unknown): Set<string> | undefined {
  if (scope === undefined) return undefined
  if (typeof scope !== 'string') {
    throw new InvalidTokenError('bad_claim', "The access token's claim scope is not a string")
  }
  return new Set(scope.split(' ').filter((name) => name !== ''))
}

function readPermissions(permissions: unknown): Set<string> | undefined {
  if (permissions === undefined) return undefined
  if (!Array.isArray(permissions) || !permissions.every((name) => typeof name === 'string')) {
    throw new InvalidTokenError('bad_claim', "The access token's claim permissions is not a list of strings")
  }
  return new Set(permissions)
}
