import { CompiledQuery } from 'kysely'
import { DatabaseUnavailableError, type Engine, type Transaction } from './engine.ts'
import { resultColumn } from './schema.ts'

/** How long a successful write counts as proof that writes succeed. */
const provenMs = 10_000

/** Finds out whether a write can succeed, from the writes of this process or by one of its own. */
export interface WriteReadiness {
  /** The same engine, observed. */
  readonly engine: Engine
  /** @throws if the database cannot be read or written */
  check(): Promise<void>
}

/** @param nowMs a monotonic clock, in milliseconds */
export function writeReadiness(
  engine: Engine,
  nowMs: () => number = () => performance.now(),
): WriteReadiness {
  let provenAtMs = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | undefined

  const transaction: Engine['transaction'] = async (work) => {
    try {
      const result = await engine.transaction(work)
      provenAtMs = nowMs()
      return result
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) provenAtMs = Number.NEGATIVE_INFINITY
      throw error
    }
  }

  async function check(): Promise<void> {
    await engine.ping()
    if (nowMs() - provenAtMs < provenMs) return
    await transaction((within) => write(engine, within))
  }

  return {
    engine: { ...engine, transaction },
    // One check at a time, also if a caller stops waiting for it.
    check() {
      underWay ??= check().finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}

/** Writes a row that the cleanup of idempotency keys removes, and takes the locks that all writes take. */
async function write(engine: Engine, within: Transaction): Promise<void> {
  if (engine.name === 'postgres') {
    await within.executeQuery(CompiledQuery.raw('lock table entries, weeks, events in row exclusive mode'))
  }
  await engine.lockEventLog(within)
  const row = { client: '', subject: '', operation: 'readiness', key: '', body_digest: '', created_at_ms: 0 }
  await engine.putRows(within, 'idempotency_keys', [{ ...row, [resultColumn]: '' }], 'upsert')
}
