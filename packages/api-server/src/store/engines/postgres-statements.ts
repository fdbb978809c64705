import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  Transaction as KyselyTransaction,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type QueryResult,
} from 'kysely'
import type { Transaction } from '../engine.ts'

/**
 * Kysely on one connection at a time. Its own transactions wait for each statement before they send the next
 * one. Here, statements that are started without awaiting each other are sent in that order and share a round
 * trip.
 */
export function statementsOn(pool: PostgresPool): (client: PostgresPoolClient) => Transaction {
  const dialect = new PostgresDialect({ pool })
  const config = { dialect }
  const driver = dialect.createDriver()
  const compiler = dialect.createQueryCompiler()
  const adapter = dialect.createAdapter()
  const known = new WeakMap<PostgresPoolClient, Transaction>()

  return (client) => {
    let statements = known.get(client)
    if (!statements) {
      const connection = connectionOf(client)
      const executor = new DefaultQueryExecutor(compiler, adapter, {
        provideConnection: (consumer) => consumer(connection),
      })
      statements = new KyselyTransaction({ config, dialect, driver, executor })
      known.set(client, statements)
    }
    return statements
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

function connectionOf(client: PostgresPoolClient): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { command, rowCount, rows } = await client.query<R>(sql, parameters)
      return changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount) } : { rows }
    },
    streamQuery() {
      throw new Error('rows are read in pages, not streamed')
    },
  }
}
