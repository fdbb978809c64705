import type { DatabasePlace } from '../databases.ts'
import type { RawEngine } from './engine.ts'
import { openRawPostgres } from './postgres.ts'
import { openRawSqlite } from './sqlite.ts'

/** Opens a migrated database. `connections`: the number of concurrent transactions on PostgreSQL. */
export function openRaw(place: DatabasePlace, connections = 1): RawEngine {
  return place.engine === 'sqlite' ? openRawSqlite(place.folder) : openRawPostgres(place.url, connections)
}
