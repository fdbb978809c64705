import type { PutMode } from '../engine.ts'
import type { TableName } from '../schema.ts'
import { tableShapes } from '../table-shapes.ts'

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
