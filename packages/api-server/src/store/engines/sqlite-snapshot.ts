import type SqliteConnection from 'better-sqlite3'

/** One read transaction for reads that follow each other. */
export interface Snapshot {
  /** Begins it, unless it has begun: what is read next is of the same moment. */
  begin(): void
  /** Ends it: what is read next is of a later moment. */
  end(): void
}

/**
 * Reads without waiting in between are of one moment, and lock the file once instead of once for each
 * statement. Nothing that is read is older than the event that the process reacts to, for instance a request:
 * the snapshot ends before the next one is handled. After a commit of this process it must be ended at once.
 */
export function snapshotOf(reader: SqliteConnection.Database): Snapshot {
  const begin = reader.prepare('begin')
  const commit = reader.prepare('commit')
  const end = () => {
    if (reader.open && reader.inTransaction) commit.run()
  }
  return {
    begin() {
      if (reader.inTransaction) return
      begin.run()
      // When all promises are settled that can be without waiting.
      process.nextTick(end)
    },
    end,
  }
}
