import { type DatabaseSettings, readDatabaseSettings } from '../config.ts'
import { databaseErrorOf } from '../database-error.ts'
import type { Environment } from '../environment.ts'
import type { Engine } from '../store/engine.ts'
import { type DatabaseLocation, openDatabase } from '../store/open.ts'

/** Prints a line of output. */
export type Print = (line: string) => void

export function locationOf({ databaseUrl, dataDir }: DatabaseSettings): DatabaseLocation {
  return databaseUrl === undefined ? { dataDir } : { databaseUrl }
}

/** Names a database without its password. */
export function nameOf({ databaseUrl, dataDir }: DatabaseSettings): string {
  if (databaseUrl === undefined) return `SQLite in ${dataDir}`
  return `PostgreSQL at ${databaseUrl.replace(/^[^/]*\/\/([^@/]*@)?/, '').replace(/\?.*$/s, '')}`
}

/**
 * Migrates and opens the database of the settings for the time of `work`.
 * @throws {SettingError} if it cannot be used
 */
export async function withDatabase<T>(
  env: Environment,
  work: (engine: Engine, settings: DatabaseSettings) => Promise<T>,
): Promise<T> {
  return withDatabaseAt(readDatabaseSettings(env), work)
}

/** The same for given settings; `purpose` as in {@link openDatabase}. */
export async function withDatabaseAt<T>(
  settings: DatabaseSettings,
  work: (engine: Engine, settings: DatabaseSettings) => Promise<T>,
  purpose?: 'move',
): Promise<T> {
  let engine: Engine | undefined
  try {
    engine = await openDatabase(locationOf(settings), purpose)
    return await work(engine, settings)
  } catch (error) {
    throw databaseErrorOf(error, settings)
  } finally {
    await engine?.close()
  }
}
