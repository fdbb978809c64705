/** One connection to a file of SQLite: a `SQLiteDatabase` of expo-sqlite. */
export interface LockConnection {
  execAsync(sql: string): Promise<unknown>
  closeAsync(): Promise<unknown>
}

const pollMs = 50

/**
 * Makes the `exclusive` of a storage. A background task may run in a JavaScript runtime of its own beside the
 * application, and both renew the same rotating refresh token and send the same queue. SQLite's file lock
 * keeps them apart, and the system releases it if one of them is killed.
 *
 * `open` has to open a new connection each time, as a connection does not wait for itself.
 */
export function sqliteExclusive(open: (fileName: string) => Promise<LockConnection>) {
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const connection = await open(`${safeName(name)}.lock.db`)
    try {
      while (!(await tryToLock(connection))) await new Promise((resolve) => setTimeout(resolve, pollMs))
      try {
        return await work()
      } finally {
        await connection.execAsync('ROLLBACK')
      }
    } finally {
      await connection.closeAsync()
    }
  }
}

async function tryToLock(connection: LockConnection): Promise<boolean> {
  try {
    await connection.execAsync('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (/locked|busy/i.test(String(error))) return false
    throw error
  }
}

/** A name of letters, digits, `.`, `-` and `_`: the names that files and expo-secure-store accept. */
export function safeName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)
}
