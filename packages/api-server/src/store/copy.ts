import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Engine, type Reader, type Transaction, UnfitDatabaseError } from './engine.ts'
import { isPostgres, selectList, uuidValue } from './engines/sql.ts'
import { beginMove, endMove, placeOf } from './events/generations.ts'
import type { NewRow, TableName } from './schema.ts'
import { type TableShape, tableShapes } from './table-shapes.ts'

const pageRows = 2_000

/** A table that is the same in both databases. */
export interface CopiedTable {
  readonly table: TableName
  readonly rows: number
  /** SHA-256 over all rows in the order of their keys, in hex. */
  readonly digest: string
}

type Row = Readonly<Record<string, unknown>>

/**
 * Copies all tables from a SQLite database into a PostgreSQL database that no API has used, and compares
 * them. Yields each table once it is the same in both. A copy that was interrupted continues after its last
 * row. The source cannot be written until the end.
 * @throws {UnfitDatabaseError} if the target is in use, or a table differs afterwards
 */
export async function* copyDatabase(from: Engine, to: Engine): AsyncGenerator<CopiedTable> {
  await beginMove(to)
  const tables = (Object.keys(tableShapes) as TableName[]).filter((table) => table !== generations)
  // The transaction keeps others from writing to the source.
  const held = await holdTransaction(from)
  try {
    for (const table of tables) {
      await copyTable(held.transaction, to, table)
      const [source, copy] = [await digestOf(held.transaction, table), await digestOf(to.reader, table)]
      if (source.digest !== copy.digest) {
        throw new UnfitDatabaseError(
          `its table ${table} differs from the source (${copy.rows} rows instead of ${source.rows}): start again with an empty database`,
        )
      }
      yield { table, ...copy }
    }
    await copyGenerations(held.transaction, to)
  } finally {
    await held.end()
  }
}

/** The last table: with its rows, the copy is complete. */
const generations = 'event_generations'

async function holdTransaction(engine: Engine) {
  const ended = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<Transaction>()
  const running = engine.transaction(async (transaction) => {
    begun.resolve(transaction)
    await ended.promise
  })
  running.catch(begun.reject)
  const transaction = await begun.promise
  return {
    transaction,
    async end() {
      ended.resolve()
      await running
    },
  }
}

async function copyTable(source: Reader, to: Engine, table: TableName): Promise<void> {
  let last = await lastRowOf(to.reader, table)
  for (;;) {
    const page = await pageAfter(source, table, last)
    if (page.length === 0) break
    await to.transaction((transaction) => putPage(to, transaction, table, page))
    last = page.at(-1)
  }
  const numbered = table === 'stored_events' ? 'sequence' : table === 'names' ? 'id' : undefined
  if (numbered && last) {
    const sequence = sql`select setval(pg_get_serial_sequence(${table}, ${numbered}), greatest(${last[numbered]}, 1))`
    await to.transaction((transaction) => sequence.execute(transaction))
  }
}

async function putPage(
  to: Engine,
  transaction: Transaction,
  table: TableName,
  page: readonly Row[],
): Promise<void> {
  // The log usually numbers its rows itself.
  if (table !== 'stored_events')
    return to.putRows(transaction, table, page as readonly NewRow<TableName>[], 'insert')
  const columns = { sequence: 'bigint', ...tableShapes.stored_events.columns }
  const names = sql.join(Object.keys(columns).map((column) => sql.ref(column)))
  const types = Object.entries(columns).map(([column, type]) => sql`${sql.ref(column)} ${sql.raw(type)}`)
  await sql`
    insert into stored_events (${names}) overriding system value
    select ${names} from json_to_recordset(${JSON.stringify(page)}::json) as given(${sql.join(types)})
  `.execute(transaction)
}

async function copyGenerations(source: Transaction, to: Engine): Promise<void> {
  const rows = await source.selectFrom(generations).selectAll().execute()
  await to.transaction(async (transaction) => {
    // The same log in another place: its generation goes on.
    const place = await placeOf(to, transaction)
    await endMove(transaction)
    await to.putRows(
      transaction,
      generations,
      rows.map((row) => ({ ...row, place })),
      'insert',
    )
  })
}

async function digestOf(reader: Reader, table: TableName): Promise<Omit<CopiedTable, 'table'>> {
  const columns = [...keyOf(table), ...Object.keys(tableShapes[table].columns)]
  const digest = createHash('sha256')
  let rows = 0
  let last: Row | undefined
  for (;;) {
    const page = await pageAfter(reader, table, last)
    if (page.length === 0) return { rows, digest: digest.digest('hex') }
    for (const row of page)
      digest.update(`${JSON.stringify(columns.map((column) => comparable(row[column])))}\n`)
    rows += page.length
    last = page.at(-1)
  }
}

/** Flags are booleans in one engine and numbers in the other. */
function comparable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value
}

async function pageAfter(reader: Reader, table: TableName, last: Row | undefined): Promise<readonly Row[]> {
  const { key, bytes }: TableShape = tableShapes[table]
  const columns = sql.join(key.map((column) => sql.ref(`${table}.${column}`)))
  const lastValue = (column: string) =>
    column === bytes ? uuidValue(reader, String(last?.[column])) : sql`${last?.[column]}`
  const after = last ? sql`where (${columns}) > (${sql.join(key.map(lastValue))})` : sql``
  const page = sql<Row>`
    select ${listOf(reader, table)} from ${sql.table(table)} ${after} order by ${columns} limit ${pageRows}`
  return (await page.execute(reader)).rows
}

async function lastRowOf(reader: Reader, table: TableName): Promise<Row | undefined> {
  const order = sql.join(keyOf(table).map((column) => sql`${sql.ref(`${table}.${column}`)} desc`))
  const last = sql<Row>`select ${listOf(reader, table)} from ${sql.table(table)} order by ${order} limit 1`
  return (await last.execute(reader)).rows[0]
}

function listOf(reader: Reader, table: TableName) {
  return sql.raw(selectList(isPostgres(reader) ? 'postgres' : 'sqlite', table))
}

function keyOf(table: TableName): readonly string[] {
  return tableShapes[table].key
}
