import { CompiledQuery, Kysely, PostgresDialect, type PostgresPoolClient, type Selectable } from 'kysely'
import { Pool, type PoolConfig, types } from 'pg'
import { isTlsFault } from 'timesheets-sdk/decide'
import { ConflictError, DatabaseUnavailableError, type Engine, type PutMode, type Reader } from '../engine.ts'
import { NameTable } from '../names.ts'
import type { Database, TableName } from '../schema.ts'
import { tableShapes } from '../table-shapes.ts'
import { postgresChanges } from './postgres-changes.ts'
import { migratePostgres } from './postgres-migration.ts'
import { type Bounds, defaultBounds, PostgresPipeline } from './postgres-pipeline.ts'
import { statementsOn } from './postgres-statements.ts'
import { onConflict, quoted } from './sql.ts'

// An arbitrary number that all processes of this API share.
const eventLogLock = 7_464_101
const rulesLock = 7_464_102

/** Opens the PostgreSQL database at `url`. Its password never appears in error messages. */
export function openPostgres(url: string, bounds: Partial<Bounds> = {}): Engine {
  const types = { getTypeParser: typeParser as NonNullable<PoolConfig['types']>['getTypeParser'] }
  const pipeline = new PostgresPipeline(url, { ...defaultBounds, ...bounds }, types)
  const pool = pipeline.kyselyPool()
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const on = statementsOn(pool)
  const lockEventLog = pipeline.register(`select pg_advisory_xact_lock(${eventLogLock})`, { sendLater: true })

  const holdRules = pipeline.register(`select pg_advisory_xact_lock_shared(${rulesLock})`, {
    sendLater: true,
  })
  const lockRules = pipeline.register(`select pg_advisory_xact_lock(${rulesLock})`, { sendLater: true })

  async function run<R>(from: Reader, sql: string, parameter: unknown): Promise<R[]> {
    const { rows } = await from.executeQuery<R>(CompiledQuery.raw(sql, [JSON.stringify(parameter)]))
    return rows
  }

  async function ping(): Promise<void> {
    try {
      await pipeline.read('select 1')
    } catch (error) {
      throw translated(error)
    }
  }

  return {
    name: 'postgres',
    reader: db,
    names: new NameTable('postgres', db),
    readsRaceWithWriters: true,

    async transaction(work) {
      try {
        return await pipeline.withClient((client) => transact(client, () => work(on(client))))
      } catch (error) {
        throw translated(error)
      }
    },

    readTogether: (work) => pipeline.withClient((client) => work(on(client))),

    async putRows(transaction, table, rows, mode) {
      if (rows.length === 0) return
      await run(transaction, pipeline.register(putSql(table, mode), { sendLater: true }), rows)
    },

    async flush(transaction) {
      await transaction.executeQuery(CompiledQuery.raw('select 1'))
    },

    async findByKeys(from, table, columns, keys, options) {
      if (keys.length === 0) return []
      const sql = pipeline.register(findSql(table, columns, options?.lock ?? false))
      return run<Selectable<Database[typeof table]>>(from, sql, keys)
    },

    async lockEventLog(transaction) {
      await transaction.executeQuery(CompiledQuery.raw(lockEventLog))
    },

    async holdRules(transaction) {
      await transaction.executeQuery(CompiledQuery.raw(holdRules))
    },

    async lockRules(transaction) {
      await transaction.executeQuery(CompiledQuery.raw(lockRules))
    },

    async migrate() {
      // With several hosts, finds the one that takes writes.
      await ping()
      // A migration may take minutes, and processes that start at the same time wait for it.
      const pool = new Pool({ ...pipeline.plainOptions(types), max: 1 })
      pool.on('error', () => {})
      pool.on('connect', (client) => client.on('error', () => {}))
      try {
        await migratePostgres(pool)
      } catch (error) {
        throw translated(error)
      }
    },

    translated,

    ping,

    prepared: (sql) => pipeline.register(sql),

    changesSince: postgresChanges(pipeline),

    figures: () => ({ connections: pipeline.connections }),

    abandon: () => pipeline.abandon(),

    async close() {
      await db.destroy()
      await pipeline.end()
    },
  }
}

async function transact<T>(client: PostgresPoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin', [])
  try {
    const result = await work()
    const { command } = await client.query('commit', [])
    if (command === 'ROLLBACK')
      throw new Error('the transaction was rolled back: a statement of it had failed')
    return result
  } catch (error) {
    await client.query('rollback', [])
    throw error
  }
}

// One parameter for any number of rows: there is no limit on rows, and the text is always the same.
function recordset(table: TableName, columns: readonly string[]): string {
  const typesOf: Readonly<Record<string, string>> = tableShapes[table].columns
  return `json_to_recordset($1::json) as given(${columns.map((column) => `${quoted(column)} ${typesOf[column]}`).join(', ')})`
}

function putSql(table: TableName, mode: PutMode): string {
  const columns = Object.keys(tableShapes[table].columns)
  const names = columns.map(quoted).join(', ')
  const insert = `insert into ${quoted(table)} (${names}) select ${names} from ${recordset(table, columns)}`
  // An update joined to the given rows would scan a table of some thousand rows; a conflict is one index
  // lookup.
  return `${insert} ${onConflict(table, columns, mode === 'update' ? 'upsert' : mode)}`
}

// Looks each key up by itself, in order. A join would scan a table of some thousand rows; `offset 0` and `for
// update` keep PostgreSQL from using one.
function findSql(table: TableName, columns: readonly string[], lock: boolean): string {
  const typesOf: Readonly<Record<string, string>> = tableShapes[table].columns
  const order = columns.map(
    (column) => `${quoted(column)}${typesOf[column] === 'text' ? ' collate "C"' : ''}`,
  )
  const same = columns.map((column) => `one.${quoted(column)} = given.${quoted(column)}`).join(' and ')
  return `select stored.* from (select * from ${recordset(table, columns)} order by ${order.join(', ')}) as given
    cross join lateral (
      select one.* from ${quoted(table)} as one where ${same} ${lock ? 'for update' : 'offset 0'}
    ) as stored`
}

/** Dates stay text. 64-bit integers become numbers: they are milliseconds and sequence numbers here. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === types.builtins.DATE) return (text: string) => text
  if (oid === types.builtins.INT8) return Number
  return types.getTypeParser(oid, format as 'text')
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const conflicts = /^(40001|40P01|23505)$/
// Among them: canceled statements, locks not taken in time, idle transactions ended by the server.
const unavailable = /^(08...|53...|57...|58...|55P03|25P03|25006|3D000|28...|E[A-Z]+)$/

function translated(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (conflicts.test(code)) return new ConflictError('another transaction was in the way', { cause: error })
  const connectionLost = code === '' && /connection|timeout|not queryable/i.test(error.message)
  if (unavailable.test(code) || isTlsFault(error) || connectionLost) {
    const reason = error.message === '' ? code : error.message
    return new DatabaseUnavailableError(`PostgreSQL can't be used: ${reason}`, { cause: error })
  }
  return error
}
