import { defaultPolicy, type Policy } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from './engine.ts'

// Every group of writes reads the policy, which may hold thousands of holidays. It is parsed once while it is
// the same.
let latest: { readonly text: string; readonly policy: Policy } | undefined

/** The current policy; the default one until it is changed. */
export async function readPolicy(reader: Reader): Promise<Policy> {
  const row = await reader.selectFrom('policy').select('policy').where('id', '=', 1).executeTakeFirst()
  if (!row) return defaultPolicy
  if (latest?.text !== row.policy) {
    latest = { text: row.policy, policy: { ...defaultPolicy, ...JSON.parse(row.policy) } }
  }
  return latest.policy
}

export async function writePolicy(engine: Engine, transaction: Transaction, policy: Policy): Promise<void> {
  await engine.putRows(transaction, 'policy', [{ id: 1, policy: JSON.stringify(policy) }], 'upsert')
}
