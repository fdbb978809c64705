import type { Policy } from '../model/policy.ts'
import { sha256Hex } from '../net/sha256.ts'

/** The strong entity tag of a policy, as `If-Match` takes it: a digest of its JSON. */
export function policyEtagOf(policy: Policy): string {
  return `"${sha256Hex(JSON.stringify(policy)).slice(0, 32)}"`
}
