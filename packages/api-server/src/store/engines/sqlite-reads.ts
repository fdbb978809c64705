import type { SqliteDatabase } from 'kysely'
import type { SqliteConnections, StatementCache } from './sqlite-connections.ts'

/**
 * Reads outside transactions. They use the writer's connection while it is not in a transaction: after its
 * own commit its pages are still in memory, while any other connection reads them again from the file. During
 * a transaction they use the other connection, which only sees what was committed.
 */
export class SqliteReads implements SqliteDatabase {
  readonly #connections: SqliteConnections
  /** The connection with a read transaction. */
  #snapshot: StatementCache | undefined

  constructor(connections: SqliteConnections) {
    this.#connections = connections
  }

  /**
   * The statement is for use at once: the next one may need the other connection.
   * @throws {TypeError} if the statement writes
   */
  prepare(sql: string) {
    const statement = this.#connection.prepare(sql)
    if (!statement.readonly) throw new TypeError('a statement outside transactions must only read')
    return statement
  }

  /**
   * Runs reads in one read transaction: it locks the file once instead of once for each statement. It ends
   * with the reads, and at the latest when they wait for something: a longer one would hide later commits
   * from other reads on the connection.
   */
  async inOneSnapshot<T>(read: () => T | Promise<T>): Promise<T> {
    if (!this.#snapshot) {
      const connection = this.#connection
      connection.prepare('begin').run()
      this.#snapshot = connection
      // When all promises are settled that can be without waiting.
      process.nextTick(this.endSnapshot)
    }
    try {
      return await read()
    } finally {
      this.endSnapshot()
    }
  }

  /** Ends the read transaction, if there is one, so that the connection can begin another. */
  readonly endSnapshot = (): void => {
    const connection = this.#snapshot
    this.#snapshot = undefined
    if (connection?.isOpen && connection.inTransaction) connection.prepare('commit').run()
  }

  close(): void {
    this.#connections.reader.close()
  }

  get #connection(): StatementCache {
    const { writer, reader } = this.#connections
    const isWriting = writer.inTransaction && this.#snapshot !== writer
    return isWriting ? reader : writer
  }
}
