import type { TimesheetsClient } from 'timesheets-sdk/client'
import { problem } from 'timesheets-sdk/contract'
import type { ImportedEntry, ImportLayout } from 'timesheets-sdk/import'
import { reportColumns } from './report-file.ts'
import { isRejection, type PushSource, type Rejection } from './source.ts'

interface PushTarget {
  readonly client: TimesheetsClient
  /** The source of the external ids. */
  readonly pushSource: string | undefined
  readonly signal: AbortSignal
}

/**
 * A report of our own files names each row but those that could not be read. Such a row is named, when it is
 * corrected, as if it were the only one of its person, day, project and note, and would replace the entry of
 * another row of the file. It is rejected instead, also in the report of the report.
 */
export async function withoutReplacing(
  source: PushSource,
  { format, header, places }: ImportLayout,
  { client, pushSource, signal }: PushTarget,
): Promise<PushSource> {
  const isReport = format === 'csv' && reportColumns.every((column) => header.includes(column))
  if (!isReport) return source
  const replacing = new Set<number>()
  await client.entries.push(unnamed(source, places.externalId ?? -1), {
    toEntry: ({ entry }) => entry,
    source: pushSource,
    dryRun: true,
    signal,
    onOutcome: ({ item, status }) => {
      if (status === 'updated') replacing.add(item.line)
    },
  })
  const rejected = (row: ImportedEntry): Rejection => ({
    ...source.rejectionOf(row, taken),
    externalId: undefined,
  })
  return {
    ...source,
    async *rows() {
      for await (const portion of source.rows())
        yield [...portion].map((row) => (replacing.has(row.line) && !isRejection(row) ? rejected(row) : row))
    },
  }
}

const message =
  'another entry has this person, day, project and note: correct the row in the file that it comes from, or give it an externalId of its own'
const code = 'external_id_taken'
const taken = problem(code, message, { errors: [{ pointer: '/externalId', code, message }] })

async function* unnamed(source: PushSource, place: number): AsyncGenerator<ImportedEntry> {
  for await (const portion of source.rows())
    for (const row of portion) if (!isRejection(row) && row.cells[place] === '') yield row
}
