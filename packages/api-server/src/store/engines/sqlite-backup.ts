import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { DatabaseUnavailableError } from '../engine.ts'
import { sqliteFileName } from './sqlite-connections.ts'

/**
 * Copies the database in `dataDir` to a new file, also while the API writes to it. The copy is checked, and
 * marked as a backup, so that a program that opens it starts a generation of the event log.
 * @throws {DatabaseUnavailableError} if the database cannot be read or the file cannot be written
 */
export async function backUpSqlite(dataDir: string, path: string): Promise<void> {
  try {
    const source = new SqliteConnection(join(dataDir, sqliteFileName), {
      readonly: true,
      fileMustExist: true,
    })
    try {
      await source.backup(path)
    } finally {
      source.close()
    }
    const copy = new SqliteConnection(path)
    try {
      // One file, without the two of the write-ahead log.
      copy.pragma('journal_mode = DELETE')
      const tables = copy.prepare("select 1 from sqlite_master where name = 'event_generations'").get()
      if (tables) copy.exec('update event_generations set place = null')
      const found = copy.pragma('integrity_check', { simple: true })
      if (found !== 'ok') throw new Error(`the copy is damaged: ${found}`)
    } finally {
      copy.close()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DatabaseUnavailableError(`the backup failed: ${reason}`, { cause: error })
  }
}
