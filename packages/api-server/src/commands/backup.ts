import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { readDatabaseSettings } from '../config.ts'
import { databaseErrorOf } from '../database-error.ts'
import { type Environment, SettingError } from '../environment.ts'
import { codeOf } from '../error-code.ts'
import { DatabaseUnavailableError } from '../store/engine.ts'
import { dumpPostgres } from '../store/engines/postgres-dump.ts'
import { backUpSqlite } from '../store/engines/sqlite-backup.ts'
import { existing, type Print } from './database.ts'

/**
 * Writes a backup of the database to a new file, also while the API runs. It is complete or missing: it gets
 * its name at the end. PostgreSQL is backed up by `pg_dump`.
 * @throws {SettingError} if the file exists or cannot be written
 */
export async function backUp(env: Environment, file: string, print: Print): Promise<void> {
  checkNew(file)
  const settings = existing(readDatabaseSettings(env))
  const partial = `${file}.partial`
  try {
    if (settings.databaseUrl === undefined) await backUpSqlite(settings.dataDir, partial)
    else await dumpPostgres(settings.databaseUrl, partial)
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    // Both files can be at fault; what is wrong with the database has a code of its own.
    const isOfDatabase = /^SQLITE_(NOTADB|CORRUPT|BUSY|LOCKED)/.test(codeOf(Object(error).cause))
    if (error instanceof DatabaseUnavailableError && !isOfDatabase) {
      throw new SettingError(`--to is "${file}": ${error.message}`, { cause: error })
    }
    throw databaseErrorOf(error, settings)
  }
  print(`wrote ${file}, ${statSync(file).size} bytes`)
}

function checkNew(file: string): void {
  if (file.trim() === '') throw new SettingError('--to is empty: name a new file')
  if (existsSync(file)) throw new SettingError(`--to: ${file} exists: name a new file`)
  const folder = dirname(file)
  if (!existsSync(folder)) {
    throw new SettingError(`--to: there is no folder ${folder}: create it, or name a file in another one`)
  }
}
