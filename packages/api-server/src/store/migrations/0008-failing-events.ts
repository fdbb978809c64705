import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** For each webhook, the event whose delivery keeps failing. */
export function failingEvents(engine: EngineName) {
  const { milliseconds: number } = columnTypes(engine)

  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('webhooks').addColumn('failing_event', number).execute()
    },
  }
}
