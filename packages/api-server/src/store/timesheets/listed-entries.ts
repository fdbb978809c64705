import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { WeekStatus } from 'timesheets-sdk/model'
import type { Engine, Names, Reader } from '../engine.ts'
import { isPostgres, uuidDigits, uuidValue } from '../engines/sql.ts'
import { entriesOfJoined, joinedEntries } from './joined-entries.ts'
import { type ListedEntry, type NumberedEntry, withTexts } from './numbered-entries.ts'

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

/**
 * Entries by date, then id, after a position. The order never changes, so pages neither skip nor repeat
 * entries.
 */
export async function listEntries(
  engine: Pick<Engine, 'reader' | 'prepared' | 'names'>,
  query: EntryQuery,
  after: EntryPlace | undefined,
  limit: number,
): Promise<ListedEntry[]> {
  const { reader, names } = engine
  const person = (await names.numbersOf(reader, [query.userId]))(query.userId)
  if (person === undefined) return []
  const project = await numberOfProject(names, reader, query.project)
  const values = Object.entries(valuesOf(query, { person, project }, after, limit)).filter(
    ([, value]) => value !== undefined,
  )
  const shape = values.map(([name]) => name).join(' ')
  const statements = statementsOf(reader)
  let statement = statements.get(shape)
  if (statement === undefined) {
    statement = engine.prepared(build(reader, query, after, limit))
    statements.set(shape, statement)
  }
  const parameters = values.map(([, value]) => value)
  const { rows } = await reader.executeQuery<ListedRow>(CompiledQuery.raw(statement, parameters))
  const listed = isPostgres(reader) ? rows.flatMap((row) => entriesOfJoined((row as Joined).entries)) : rows
  return withTexts(names, reader, listed as NumberedEntry[])
}

/** -1: no entry has this project. */
async function numberOfProject(names: Names, reader: Reader, project: string | undefined) {
  return project === undefined ? undefined : ((await names.numbersOf(reader, [project]))(project) ?? -1)
}

/** One row per entry, or a single row with all entries. */
type ListedRow = NumberedEntry | Joined
type Joined = { readonly entries: string | null }

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
function valuesOf(
  query: EntryQuery,
  numbers: { readonly person: number; readonly project: number | undefined },
  after: EntryPlace | undefined,
  limit: number,
) {
  return {
    userId: query.userId,
    person: numbers.person,
    from: query.from,
    to: query.to,
    project: numbers.project,
    status: query.status,
    afterDate: after?.date,
    afterId: after?.id,
    limit,
  }
}

function build(reader: Reader, query: EntryQuery, after: EntryPlace | undefined, limit: number): string {
  // The values are given with each call.
  const owner = { userId: sql`${query.userId}`, person: sql`${0}` }
  const numbered = { ...query, project: query.project === undefined ? undefined : 0 }
  const { sql: text } = selectEntries(reader, numbered, owner, after, limit).compile()
  return isPostgres(reader)
    ? `select ${joinedEntries('listed.date, listed.id')} as entries from (${text}) as listed`
    : text
}

/**
 * Selects entries with the numbers of names ({@link withTexts}).
 * @param owner the person and their number, as values or as columns of a joined table
 */
export function selectEntries(
  reader: Reader,
  query: Pick<EntryQuery, 'from' | 'to' | 'status'> & { readonly project?: number | undefined },
  owner: { readonly userId: RawBuilder<unknown>; readonly person: RawBuilder<unknown> },
  after: EntryPlace | undefined,
  limit: number,
) {
  let select = reader
    .selectFrom('stored_entries as entries')
    .innerJoin('weeks', (join) =>
      join.on(sql<boolean>`weeks.user_id = ${owner.userId}`).onRef('weeks.week', '=', 'entries.week'),
    )
    .select([
      uuidDigits(reader, 'entries.id').as('id'),
      'entries.person as userId',
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
    .where(sql<boolean>`entries.person = ${owner.person}`)
  if (query.from !== undefined) select = select.where('entries.date', '>=', query.from)
  if (query.to !== undefined) select = select.where('entries.date', '<=', query.to)
  if (query.project !== undefined) select = select.where(sql<boolean>`entries.project = ${query.project}`)
  if (query.status !== undefined) select = select.where('weeks.status', '=', query.status)
  if (after) {
    const id = uuidValue(reader, after.id)
    select = select.where(sql<boolean>`(entries.date, entries.id) > (${after.date}, ${id})`)
  }
  return select.orderBy('entries.date').orderBy('entries.id').limit(limit)
}
