import { join } from 'node:path'
import { isTlsFault } from 'timesheets-sdk/decide'
import type { DatabaseSettings } from './config.ts'
import { SettingError } from './environment.ts'
import { DatabaseUnavailableError, UnfitDatabaseError } from './store/engine.ts'
import { sqliteFileName } from './store/engines/sqlite-connections.ts'

/**
 * Why the database could not be opened, as one line about the setting; other errors are returned unchanged.
 */
export function databaseErrorOf(error: unknown, config: DatabaseSettings): unknown {
  const line = lineOf(error, config)
  return line === undefined ? error : new SettingError(line.replaceAll(/\s+/g, ' ').trim(), { cause: error })
}

function lineOf(error: unknown, { databaseUrl, dataDir }: DatabaseSettings): string | undefined {
  const file = join(dataDir, sqliteFileName)
  if (error instanceof UnfitDatabaseError) {
    const which = databaseUrl === undefined ? `DATA_DIR: ${file}` : 'DATABASE_URL: the database'
    return `${which} can't be used: ${error.message}`
  }
  if (!(error instanceof DatabaseUnavailableError)) return undefined
  if (databaseUrl !== undefined && isTlsFault(error)) {
    return `DATABASE_URL: name the authority of PostgreSQL's certificate with sslrootcert=<file> in it, or do without a check (sslmode=no-verify); ${error.message}`
  }
  if (databaseUrl !== undefined && error.message.includes('statement pooling mode')) {
    return `DATABASE_URL: set the pooler to session or transaction mode, because its statement mode has no transactions; ${error.message}`
  }
  if (databaseUrl !== undefined) {
    return `DATABASE_URL: start that database, or set it to one that can be reached; ${error.message}`
  }
  const code = String(Object(error.cause).code)
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return `DATA_DIR: ${file} is damaged, or not a SQLite database: restore it from a backup, or set DATA_DIR to another folder`
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return `DATA_DIR: ${file} is locked by another program, such as a backup or a sqlite3 shell: end that program, then start again`
  }
  return `DATA_DIR is "${dataDir}": set it to a folder that can be written; ${error.message}`
}
