import { Command, Option } from 'commander'
import type { EntryListFilters, TimesheetsClient } from 'timesheets-sdk/client'
import { csvColumns, csvRecord } from 'timesheets-sdk/contract'
import { workbookOf } from '../../io/files/workbook-writer.ts'
import { writeResult } from '../../io/files/write-result.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { type FilterFlags, readFilters, withFilterFlags } from './flags.ts'

const formats = ['csv', 'xlsx', 'ndjson'] as const

export interface ExportOptions {
  readonly filters: EntryListFilters
  readonly format: (typeof formats)[number]
  /** `undefined`: the standard output. */
  readonly output: string | undefined
}

const examples = `
Examples:
  timesheets export --from 2026-11-01 --to 2026-11-30 --output november.csv
  timesheets export --everyone --from 2026-11-01 --to 2026-11-30 --status approved --output payroll.csv
  timesheets export --user 'auth0|maria' --format ndjson | jq .hours`

export function exportCommand(run: Run<ExportOptions>): Command {
  return withFilterFlags(new Command('export'))
    .description('write entries as CSV or XLSX, in the columns that push reads, or as NDJSON')
    .addOption(new Option('--format <format>', 'csv, xlsx or ndjson').choices(formats).default('csv'))
    .option('-o, --output <file>', 'write to this file, whole or not at all, instead of the standard output')
    .addHelpText('after', examples)
    .action(
      ({ format, output, ...filters }: FilterFlags & { format: ExportOptions['format']; output?: string }) =>
        run({ filters: readFilters(filters), format, output }),
    )
}

/** Writes all entries that the filters leave, as they come. */
export async function exportEntries(options: ExportOptions, { io, connect }: Context): Promise<ExitCode> {
  const { filters, format, output } = options
  const { client } = await connect()
  const bytes =
    format === 'xlsx'
      ? workbookOf(csvColumns, recordsOf(client, filters, io.stop), 'timesheets')
      : client.entries.export(filters, { format, signal: io.stop })
  await writeResult(bytes, output, io)
  return exitCodes.done
}

async function* recordsOf(client: TimesheetsClient, filters: EntryListFilters, signal: AbortSignal) {
  for await (const entry of client.entries.list(filters, { signal })) yield { ...csvRecord(entry) }
}
