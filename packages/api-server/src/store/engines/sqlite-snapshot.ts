import type SqliteConnection from 'better-sqlite3'

/**
 * Runs reads in one read transaction: it locks the file once instead of once for each statement. It ends with
 * the reads, and at the latest when they wait for something: a longer one would hide later commits from other
 * reads on the connection.
 */
export function inOneSnapshot(reader: SqliteConnection.Database) {
  const begin = reader.prepare('begin')
  const commit = reader.prepare('commit')
  const end = () => {
    if (reader.open && reader.inTransaction) commit.run()
  }
  return async <T>(read: () => T | Promise<T>): Promise<T> => {
    if (!reader.inTransaction) {
      begin.run()
      // When all promises are settled that can be without waiting.
      process.nextTick(end)
    }
    try {
      return await read()
    } finally {
      end()
    }
  }
}
