import type { Engine } from './engine.ts'
import { openPostgres } from './engines/postgres.ts'
import type { Bounds } from './engines/postgres-pipeline.ts'
import { openSqlite } from './engines/sqlite.ts'
import { checkMoved } from './events/generations.ts'

/** Where the database is: a PostgreSQL URL, or the folder of the embedded SQLite. */
export type DatabaseLocation =
  | { readonly databaseUrl: string; readonly bounds?: Partial<Bounds> }
  | { readonly dataDir: string }

/**
 * Opens the database and migrates its schema.
 * @param purpose `move`: to copy into it; only then may it be a half of an interrupted move
 * @throws {DatabaseUnavailableError} if it cannot be reached, created or written
 * @throws {UnfitDatabaseError} if it belongs to another application or a newer version, or is half moved
 */
export async function openDatabase(
  location: DatabaseLocation,
  purpose: 'use' | 'move' = 'use',
): Promise<Engine> {
  const engine =
    'databaseUrl' in location
      ? openPostgres(location.databaseUrl, location.bounds)
      : openSqlite(location.dataDir)
  try {
    await engine.migrate()
    if (purpose === 'use') await checkMoved(engine.reader)
    return engine
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** The same engine, which calls `tell` after each commit. */
export function tellingOfCommits(engine: Engine, tell: () => void): Engine {
  return {
    ...engine,
    async transaction(work) {
      const result = await engine.transaction(work)
      tell()
      return result
    },
  }
}
