import type { DatabasePlace } from '../databases.ts'
import type { RawEngine, RawOptions } from './engine.ts'
import { openRawPostgres } from './postgres.ts'
import { openRawSqlite } from './sqlite.ts'

/** Opens a migrated database. */
export function openRaw(place: DatabasePlace, options: RawOptions): RawEngine {
  return place.engine === 'sqlite'
    ? openRawSqlite(place.folder, options)
    : openRawPostgres(place.url, options)
}
