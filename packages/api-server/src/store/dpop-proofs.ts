import type { ReplayStore } from 'timesheets-sdk/verify'
import { ConflictError, type Engine, type Transaction } from './engine.ts'
import { GroupCommit } from './group-commit.ts'

const maximumInGroup = 1_000
const pruneEveryMs = 60_000

/**
 * Remembers DPoP proofs in the database, so that no process accepts one that another has accepted. Proofs
 * that arrive during a commit share the next one. Those that have expired are deleted every minute, while
 * proofs arrive.
 */
export function storedProofs(engine: Engine, now: () => number = Date.now): ReplayStore {
  let prunedAtMs = Number.NEGATIVE_INFINITY

  const commits = new GroupCommit<Proof, boolean>({
    run: (proofs) => engine.transaction((transaction) => insert(transaction, proofs)),
    isWorthSplitting: (error) => error instanceof ConflictError,
    weightOf: () => 1,
    maximumWeight: maximumInGroup,
  })

  async function insert(transaction: Transaction, proofs: readonly Proof[]) {
    const nowMs = now()
    if (nowMs - prunedAtMs >= pruneEveryMs) {
      prunedAtMs = nowMs
      await transaction.deleteFrom('dpop_proofs').where('expires_at_ms', '<', nowMs).execute()
    }
    // In one order, so that two processes with the same proofs cannot block each other.
    const rows = proofs
      .map(({ id, expiresAtMs }) => ({ id, expires_at_ms: Math.ceil(expiresAtMs) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    const inserted = await transaction
      .insertInto('dpop_proofs')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute()
    const fresh = new Set(inserted.map(({ id }) => id))
    // Of two equal proofs in one group, only the first is fresh.
    return proofs.map(({ id }) => ({ status: 'fulfilled', value: fresh.delete(id) }) as const)
  }

  return { remember: (id, expiresAtMs) => commits.submit({ id, expiresAtMs }) }
}

interface Proof {
  readonly id: string
  readonly expiresAtMs: number
}
