import { PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { EngineName, PutMode, Reader } from '../engine.ts'
import type { TableName } from '../schema.ts'
import { type TableShape, tableShapes } from '../table-shapes.ts'

/** The clause for an insert whose key exists; the same for both engines. */
export function onConflict(
  table: TableName,
  columns: readonly string[],
  mode: Exclude<PutMode, 'update'>,
): string {
  if (mode === 'insert') return ''
  const { key } = tableShapes[table]
  if (mode === 'ignore') return `on conflict (${key.map(quoted).join(', ')}) do nothing`
  const assignments = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${quoted(column)} = excluded.${quoted(column)}`)
  return `on conflict (${key.map(quoted).join(', ')}) do update set ${assignments.join(', ')}`
}

export function quoted(name: string): string {
  return `"${name}"`
}

/** The columns of a row, for a select, with UUIDs as text. */
export function selectList(engine: EngineName, table: TableName): string {
  const { key, columns, bytes } = tableShapes[table] as TableShape
  const names = [...new Set([...key, ...Object.keys(columns)])]
  return names
    .map((name) => (name === bytes ? `${uuidText(engine, name)} as ${quoted(name)}` : quoted(name)))
    .join(', ')
}

/** The text of a UUID that SQLite stores as 16 bytes. */
export function uuidText(engine: EngineName, column: string): string {
  if (engine === 'postgres') return column
  const part = (from: number, length: number) => `hex(substr(${column}, ${from}, ${length}))`
  const parts = [part(1, 4), part(5, 2), part(7, 2), part(9, 2), part(11, 6)]
  return `case when ${column} is not null then lower(${parts.join(` || '-' || `)}) end`
}

/** A stored UUID for {@link uuidOf}: SQLite needs half the time of {@link uuidText} for it. */
export function uuidDigits(reader: Reader, column: string): RawBuilder<string | null> {
  return sql.raw(isPostgres(reader) ? column : `lower(hex(${column}))`)
}

/** The text of a UUID that was read as {@link uuidDigits}. */
export function uuidOf(digits: string): string {
  if (digits.length !== 32) return digits
  const [a, b, c] = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16)]
  return `${a}-${b}-${c}-${digits.slice(16, 20)}-${digits.slice(20)}`
}

/** A UUID as a value to compare a stored one with. */
export function uuidValue(reader: Reader, uuid: string): RawBuilder<string> {
  return isPostgres(reader) ? sql`${uuid}` : sql`unhex(${uuid}, '-')`
}

export function isPostgres(reader: Reader): boolean {
  return reader.getExecutor().adapter instanceof PostgresAdapter
}
