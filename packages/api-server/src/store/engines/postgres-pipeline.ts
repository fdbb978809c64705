import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient, QueryResult } from 'pg'

/**
 * A pool for Kysely with fewer round trips:
 *
 * - Registered statements are parsed once per connection instead of with each call.
 * - Those registered with `sendLater`, whose result nobody needs, resolve immediately and are sent together
 *   with the next statement on the connection, at the latest the commit. If one of them fails, that next
 *   statement rejects with its error, and nothing is committed.
 */
export class PostgresPipeline {
  readonly #names = new Map<string, string>()
  readonly #laterTexts = new Set<string>()
  readonly #clients = new WeakMap<PoolClient, PostgresPoolClient>()

  /** Registers one of a fixed number of texts: each stays prepared on every connection that has run it. */
  register(sql: string, { sendLater = false } = {}): string {
    if (!this.#names.has(sql)) this.#names.set(sql, `timesheets_${this.#names.size + 1}`)
    if (sendLater) this.#laterTexts.add(sql)
    return sql
  }

  /** @param pool must have `pipeline: true`: its clients send without waiting for earlier results */
  kyselyPool(pool: Pool): PostgresPool {
    return {
      connect: async () => {
        const client = await pool.connect()
        const known = this.#clients.get(client) ?? this.#pipelining(client)
        this.#clients.set(client, known)
        return known
      },
      end: () => pool.end(),
      options: pool.options,
    }
  }

  #pipelining(client: PoolClient): PostgresPoolClient {
    let later: { readonly text: string; readonly values: unknown[] }[] = []
    const send = (text: string, values: unknown[]) =>
      client.query({ name: this.#names.get(text), text, values })

    const query = async (text: string, values: unknown[]): Promise<QueryResult> => {
      if (this.#laterTexts.has(text)) {
        later.push({ text, values })
        return { command: '', rowCount: 0, oid: 0, fields: [], rows: [] }
      }
      const before = text === 'rollback' ? [] : later
      later = []
      const sent = [...before.map((statement) => send(statement.text, statement.values)), send(text, values)]
      // In a transaction all statements after a failure fail, too: the first one has the reason.
      const outcomes = await Promise.allSettled(sent)
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
      return (await sent.at(-1)) as QueryResult
    }
    return {
      query: query as unknown as PostgresPoolClient['query'],
      release: () => client.release(),
    }
  }
}
