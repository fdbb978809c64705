import { CompiledQuery, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { EntryRecord, WeekStatus } from 'timesheets-sdk/model'
import type { Engine, Reader } from '../engine.ts'

/** Selects entries of a person. `from` and `to` are inclusive. */
export interface EntryQuery {
  readonly userId: string
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly project?: string | undefined
  readonly status?: WeekStatus | undefined
}

/** The entry after which a list continues. */
export interface EntryPlace {
  readonly date: string
  readonly id: string
}

/** A listed entry with the status of its week. */
export interface ListedEntry extends Omit<EntryRecord, 'externalOwner' | 'billable'> {
  readonly status: WeekStatus
  /** 0 or 1 in SQLite. */
  readonly billable: boolean | number
}

/**
 * Entries by date, then id, after a position. The order never changes, so pages neither skip nor repeat
 * entries.
 */
export async function listEntries(
  engine: Pick<Engine, 'reader' | 'prepared'>,
  query: EntryQuery,
  after: EntryPlace | undefined,
  limit: number,
): Promise<ListedEntry[]> {
  const { reader } = engine
  const values = Object.entries(valuesOf(query, after, limit)).filter(([, value]) => value !== undefined)
  const shape = values.map(([name]) => name).join(' ')
  const statements = statementsOf(reader)
  let statement = statements.get(shape)
  if (statement === undefined) {
    statement = engine.prepared(build(reader, query, after, limit))
    statements.set(shape, statement)
  }
  const parameters = values.map(([, value]) => value)
  const { rows } = await reader.executeQuery<ListedRow>(CompiledQuery.raw(statement, parameters))
  return isPostgres(reader) ? rows.flatMap((row) => (row as Together).entries ?? []) : (rows as ListedEntry[])
}

/** One row per entry, or a single row with all entries. */
type ListedRow = ListedEntry | Together
type Together = { readonly entries: ListedEntry[] | null }

// Building a statement takes as long as reading twenty rows, and planning it takes longer. Few statements
// differ in more than their values.
const built = new WeakMap<Reader, Map<string, string>>()

function statementsOf(reader: Reader): Map<string, string> {
  let statements = built.get(reader)
  if (!statements) {
    statements = new Map()
    built.set(reader, statements)
  }
  return statements
}

/** The values in the order in which {@link build} uses them. */
function valuesOf(query: EntryQuery, after: EntryPlace | undefined, limit: number) {
  return {
    userId: query.userId,
    from: query.from,
    to: query.to,
    project: query.project,
    status: query.status,
    afterDate: after?.date,
    afterId: after?.id,
    limit,
  }
}

function build(reader: Reader, query: EntryQuery, after: EntryPlace | undefined, limit: number): string {
  const { sql: text } = selectEntries(reader, query, sql`${query.userId}`, after, limit).compile()
  // As one JSON text: parsing JSON is faster than decoding rows in PostgreSQL's driver.
  return isPostgres(reader)
    ? `select json_agg(listed order by listed.date, listed.id) as entries from (${text}) as listed`
    : text
}

/** @param owner the person, as a value or as a column of a joined table */
export function selectEntries(
  reader: Reader,
  query: Omit<EntryQuery, 'userId'>,
  owner: RawBuilder<unknown>,
  after: EntryPlace | undefined,
  limit: number,
) {
  let select = reader
    .selectFrom('entries')
    .innerJoin('weeks', (join) =>
      join.onRef('weeks.user_id', '=', 'entries.user_id').onRef('weeks.week', '=', 'entries.week'),
    )
    .select([
      'entries.id',
      'entries.user_id as userId',
      'entries.date',
      'entries.project',
      'entries.minutes',
      'entries.note',
      'entries.billable',
      'entries.external_id as externalId',
      'entries.source',
      'weeks.status',
      'entries.created_at_ms as createdAtMs',
      'entries.updated_at_ms as updatedAtMs',
      'entries.version',
    ])
    .where(sql<boolean>`entries.user_id = ${owner}`)
  if (query.from !== undefined) select = select.where('entries.date', '>=', query.from)
  if (query.to !== undefined) select = select.where('entries.date', '<=', query.to)
  if (query.project !== undefined) select = select.where('entries.project', '=', query.project)
  if (query.status !== undefined) select = select.where('weeks.status', '=', query.status)
  if (after) select = select.where(sql<boolean>`(entries.date, entries.id) > (${after.date}, ${after.id})`)
  return select.orderBy('entries.date').orderBy('entries.id').limit(limit)
}

function isPostgres(reader: Reader): boolean {
  return reader.getExecutor().adapter instanceof PostgresAdapter
}
