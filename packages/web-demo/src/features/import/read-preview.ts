import {
  type Encoding,
  type ImportPlan,
  type PlannedRow,
  personRecords,
  planImport,
  projectRecords,
  storedAsCsv,
} from 'timesheets-sdk/import/records'
import type { ApiClient } from '../../api/client.ts'

export type ImportedKind = 'people' | 'projects'

/** The rows of a file, and where they are from. */
export interface ImportSource {
  readonly bytes: Uint8Array
  /** `undefined`: UTF-8 or UTF-16, as the file shows. */
  readonly encoding: Encoding | undefined
}

/** The outcome of an import, before it. */
export interface Preview extends Omit<ImportPlan, 'rows'> {
  /** Empty if a needed column is missing. */
  readonly rows: readonly PlannedRow[]
}

/** Reads a file and compares it with what is stored. Stores nothing. */
export async function readPreview(
  kind: ImportedKind,
  client: ApiClient,
  { bytes, encoding }: ImportSource,
): Promise<Preview> {
  const options = { nowMs: Date.now(), judge: true, encoding }
  const plan = await (kind === 'people'
    ? planImport(personRecords, client, chunksOf(bytes), options)
    : planImport(projectRecords, client, chunksOf(bytes), options))
  const rows: PlannedRow[] = []
  if (plan.columns.missing.length === 0) for await (const row of plan.rows) rows.push(row)
  return { ...plan, rows }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

/** The stored people or projects, as a file for an import. */
export function readStored(kind: ImportedKind, client: ApiClient, today: string): Promise<string> {
  return kind === 'people'
    ? storedAsCsv(personRecords, client, today)
    : storedAsCsv(projectRecords, client, today)
}

/** The columns of a file, the needed ones first. */
export function columnsOf(kind: ImportedKind): { needed: readonly string[]; others: readonly string[] } {
  const { columns, needed }: { columns: readonly string[]; needed: readonly string[] } =
    kind === 'people' ? personRecords : projectRecords
  return { needed, others: columns.filter((column) => !needed.includes(column)) }
}
