import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { freshDatabase, queryDatabase } from 'test-postgres'
import { temporaryFolder } from './temporary-folder.ts'

export const engines = ['sqlite', 'postgres'] as const
export type EngineName = (typeof engines)[number]

/** An empty database for an API process: the settings that lead to it, and a look into it past the API. */
export interface TestDatabase extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>
  /** Runs a statement and returns its rows. */
  query(statement: string): Promise<Record<string, unknown>[]>
}

export async function emptyDatabase(engine: EngineName): Promise<TestDatabase> {
  const folder = await temporaryFolder()
  const dispose = () => folder[Symbol.asyncDispose]()
  if (engine === 'postgres') {
    const url = await freshDatabase()
    return {
      // The folder is its too: a process must not find anything else in the default one.
      env: { DATABASE_URL: url, DATA_DIR: folder.path },
      query: (statement) => queryDatabase(url, statement),
      [Symbol.asyncDispose]: dispose,
    }
  }
  return { ...sqliteIn(folder.path), [Symbol.asyncDispose]: dispose }
}

/** The SQLite database in a folder. */
export function sqliteIn(folder: string): Pick<TestDatabase, 'env' | 'query'> {
  return {
    env: { DATA_DIR: folder },
    async query(statement) {
      const database = new DatabaseSync(join(folder, 'timesheets.sqlite'), { timeout: 5_000 })
      try {
        return database.prepare(statement).all()
      } finally {
        database.close()
      }
    },
  }
}

/** The single value that a statement returns, as a number. */
export async function countOf(database: Pick<TestDatabase, 'query'>, statement: string): Promise<number> {
  const [row] = await database.query(statement)
  return Number(Object.values(row ?? {})[0])
}
