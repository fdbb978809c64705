import type { Project } from '../model/catalogue.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { sha256Hex } from '../net/sha256.ts'

/**
 * The strong entity tag of the policy, a person or a project as the API returned it, as `If-Match` takes it:
 * a digest of its JSON, regardless of member order. `terms` and `rateHistory` count too.
 */
export function recordEtagOf(record: Policy | Person | Project): string {
  return `"${sha256Hex(JSON.stringify(record, inOrder)).slice(0, 32)}"`
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}
