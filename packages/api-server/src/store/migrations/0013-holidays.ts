import type { Kysely } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/** Terms of people name the calendar of the public holidays at their place. */
export function holidays(engine: EngineName) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema.alterTable('terms').addColumn('holiday_calendar', columnTypes(engine).text).execute()
    },
  }
}
