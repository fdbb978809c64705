import { defaultPolicy, type Policy } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from './engine.ts'

/** The current policy; the default one until it is changed. */
export async function readPolicy(reader: Reader): Promise<Policy> {
  const row = await reader.selectFrom('policy').select('policy').where('id', '=', 1).executeTakeFirst()
  return row ? { ...defaultPolicy, ...JSON.parse(row.policy) } : defaultPolicy
}

export async function writePolicy(engine: Engine, transaction: Transaction, policy: Policy): Promise<void> {
  await engine.putRows(transaction, 'policy', [{ id: 1, policy: JSON.stringify(policy) }], 'upsert')
}
