import { readDatabaseSettings } from '../config.ts'
import { type Environment, SettingError } from '../environment.ts'
import { copyDatabase } from '../store/copy.ts'
import type { Engine } from '../store/engine.ts'
import { existing, nameOf, type Print, withDatabaseAt } from './database.ts'

/**
 * Copies the SQLite database in `DATA_DIR` to the PostgreSQL database at `to`, and compares both. A move that
 * was interrupted continues where it stopped; until then no API starts on the target. The SQLite file stays
 * as it is, and cannot be written meanwhile.
 * @param to default: `DATABASE_URL`
 */
export async function moveToPostgres(env: Environment, to: string | undefined, print: Print): Promise<void> {
  const target = readDatabaseSettings(
    to === undefined ? env : { ...env, DATABASE_URL: to, DATABASE_URL_FILE: undefined },
  )
  if (target.databaseUrl === undefined) {
    throw new SettingError(
      '--to is missing: name the postgres:// URL of an empty database, or set DATABASE_URL',
    )
  }
  const source = existing({ dataDir: target.dataDir, databaseUrl: undefined })
  // The target is opened last: a fault while copying is one of it.
  const copy = (sourceEngine: Engine) =>
    withDatabaseAt(
      target,
      async (targetEngine) => {
        for await (const { table, rows, digest } of copyDatabase(sourceEngine, targetEngine)) {
          print(`${table}: ${rows} rows, sha256 ${digest}`)
        }
      },
      'move',
    )
  await withDatabaseAt(source, copy)
  print(
    `moved to ${nameOf(target)}: start the API with this DATABASE_URL, and keep the SQLite file as a backup`,
  )
}
