import { createHash } from 'node:crypto'
import { Command, Option } from 'commander'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { closingFiltersSchema } from 'timesheets-sdk/contract'
import type { Closing } from 'timesheets-sdk/model'
import { workbookOf } from '../../io/files/workbook-writer.ts'
import { writeResult } from '../../io/files/write-result.ts'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { monthArgumentHelp, readMonth } from './period-text.ts'

const formats = ['csv', 'xlsx', 'ndjson'] as const
export type FileFormat = (typeof formats)[number]

export interface ExportPeriodOptions {
  readonly period: string
  /** `undefined`: the newest. */
  readonly version: number | undefined
  readonly format: FileFormat
  /** `undefined`: the standard output. */
  readonly output: string | undefined
}

/** The option that names the format of payroll's file. */
export function formatOption(): Option {
  return new Option('--format <format>', "of payroll's file: csv, xlsx or ndjson")
    .choices(formats)
    .default('csv')
}

const examples = `
Examples:
  timesheets periods export 2026-11 --output november.csv
  timesheets periods export 2026-11 --closing 1 --format xlsx --output first.xlsx

The same closing always gives the same bytes. Of CSV, the digest of the closing is checked.`

export function exportPeriodCommand(run: Run<ExportPeriodOptions>): Command {
  return new Command('export')
    .description("write payroll's file of a closed month")
    .argument('<month>', monthArgumentHelp)
    .option('--closing <number>', 'this closing of the month; default: the newest')
    .addOption(formatOption())
    .option('-o, --output <file>', 'write to this file, whole or not at all, instead of the standard output')
    .addHelpText('after', examples)
    .action(
      (
        month: string,
        { closing, format, output }: { closing?: string; format: FileFormat; output?: string },
      ) => {
        const parsed = closingFiltersSchema.safeParse({ version: closing })
        if (!parsed.success) throw new UsageError('--closing: give its number, such as 1')
        return run({ period: readMonth(month), version: parsed.data.version, format, output })
      },
    )
}

/** Writes payroll's file of a closing. */
export async function exportPeriod(
  { period, version, format, output }: ExportPeriodOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const { closings } = await client.periods.get(period, { signal: io.stop })
  const closing = closings.find((one) => version === undefined || one.version === version)
  if (!closing) {
    const what = version === undefined ? 'was never closed' : `has no version ${version}`
    throw new UsageError(`${period} ${what}: see timesheets periods list`)
  }
  await writeFileOf(client, period, closing, { format, output }, io)
  return exitCodes.done
}

/**
 * Writes payroll's file of a closing as it comes.
 * @throws {Error} if CSV is not what the digest of the closing says; then no file is left
 */
export async function writeFileOf(
  client: TimesheetsClient,
  period: string,
  closing: Closing,
  { format, output }: Pick<ExportPeriodOptions, 'format' | 'output'>,
  io: Io,
): Promise<void> {
  const query = { version: closing.version }
  const options = { signal: io.stop }
  const chunks =
    format === 'xlsx'
      ? workbookOf(closing.columns, client.periods.lines(period, query, options), period)
      : client.periods.exportLines(period, query, { ...options, format })
  await writeResult(format === 'csv' ? checked(chunks, closing.digest) : chunks, output, io)
}

async function* checked(chunks: AsyncIterable<Uint8Array>, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
  const found = hash.digest('hex')
  if (found !== digest) throw new Error(`the file has SHA-256 ${found}, and the closing says ${digest}`)
}
