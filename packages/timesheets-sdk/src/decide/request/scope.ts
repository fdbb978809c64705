import type { Operation } from '../../contract/operation.ts'
import type { Scope } from '../../model/scopes.ts'

/** What a caller without the scope of an operation is told. `scope`: the one to name in the challenge (RFC 6750 section 3.1). */
export interface MissingScope {
  readonly detail: string
  readonly scope: Scope
}

/** Which scope is missing for an operation; of a list one is enough, and `null` lets every caller pass. */
export function missingScope(
  held: ReadonlySet<string>,
  required: Operation['scope'],
): MissingScope | undefined {
  if (required === null) return undefined
  const enough: readonly Scope[] = typeof required === 'string' ? [required] : required
  const [scope] = enough
  if (scope === undefined || enough.some((one) => held.has(one))) return undefined
  return { detail: `the access token does not have the scope ${enough.join(' or ')}`, scope }
}
