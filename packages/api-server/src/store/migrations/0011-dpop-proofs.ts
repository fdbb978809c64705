import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** The DPoP proofs that were used, until they are too old to be accepted. */
export function dpopProofs(engine: EngineName) {
  const { text, milliseconds } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('dpop_proofs')
        .addColumn('id', text, (column) => column.primaryKey().notNull())
        .addColumn('expires_at_ms', milliseconds, (column) => column.notNull())
        .execute()
      await db.schema.createIndex('dpop_proofs_by_expiry').on('dpop_proofs').column('expires_at_ms').execute()
    },
  }
}
