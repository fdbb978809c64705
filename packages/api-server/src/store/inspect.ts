import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { openPostgres } from './engines/postgres.ts'
import { openSqlite } from './engines/sqlite.ts'
import { sqliteFileName } from './engines/sqlite-connections.ts'
import { checkMoved, readEventLog } from './events/generations.ts'
import { pendingMigrations } from './migrate.ts'
import type { DatabaseLocation } from './open.ts'
import { writeReadiness } from './write-readiness.ts'

/**
 * The state of a database in words, without creating or migrating it.
 * @throws {DatabaseUnavailableError} if it cannot be reached or written
 * @throws {UnfitDatabaseError} if it belongs to another application or a newer version, or is half moved
 */
export async function inspectDatabase(location: DatabaseLocation): Promise<string> {
  if ('dataDir' in location && !existsSync(join(location.dataDir, sqliteFileName))) {
    return 'there is none yet; the first start creates it'
  }
  const engine = 'dataDir' in location ? openSqlite(location.dataDir) : openPostgres(location.databaseUrl)
  try {
    const pending = await pendingMigrations(engine.name, engine.reader as unknown as Kysely<never>)
    if (pending.length > 0) return `the next start migrates it (${pending.join(', ')})`
    await checkMoved(engine.reader)
    await writeReadiness(engine).check()
    const { generations, last } = await readEventLog(engine.reader)
    const generation = generations.at(-1)
    const since = generation && generation.after > 0 ? `, restored after event ${generation.after}` : ''
    return `writable and up to date; the last event is ${last}${since}`
  } catch (error) {
    throw engine.translated(error)
  } finally {
    await engine.close()
  }
}
