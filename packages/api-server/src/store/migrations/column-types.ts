import { sql } from 'kysely'
import type { EngineName } from '../engine.ts'

/** The types of columns, where the engines differ. Flags take 0 and 1 on both. */
export function columnTypes(engine: EngineName) {
  return engine === 'postgres'
    ? {
        // Byte order in both engines, whatever the locale of the database: keyset pages and locks rely on it.
        text: sql`text collate "C"`,
        uuid: sql`uuid`,
        date: sql`date`,
        flag: sql`boolean`,
        milliseconds: sql`bigint`,
      }
    : { text: sql`text`, uuid: sql`text`, date: sql`text`, flag: sql`integer`, milliseconds: sql`integer` }
}
