import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DatabaseSettings, readDatabaseSettings } from '../config.ts'
import { databaseErrorOf } from '../database-error.ts'
import { type Environment, SettingError } from '../environment.ts'
import type { Engine } from '../store/engine.ts'
import { sqliteFileName } from '../store/engines/sqlite-connections.ts'
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
 * Migrates and opens the database of the settings, which is not a new one, for the time of `work`.
 * @throws {SettingError} if it cannot be used
 */
export async function withDatabase<T>(
  env: Environment,
  work: (engine: Engine, settings: DatabaseSettings) => Promise<T>,
): Promise<T> {
  return withDatabaseAt(existing(readDatabaseSettings(env)), work)
}

/**
 * The settings of a SQLite file that is there, or of any PostgreSQL.
 * @throws {SettingError} if there is no file: with a wrong `DATA_DIR`, a command must not create an empty one
 */
export function existing(settings: DatabaseSettings): DatabaseSettings {
  const { databaseUrl, dataDir } = settings
  if (databaseUrl !== undefined || existsSync(join(dataDir, sqliteFileName))) return settings
  throw new SettingError(
    `DATA_DIR is "${dataDir}", where there is no ${sqliteFileName}: set it to the folder of the database`,
  )
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
