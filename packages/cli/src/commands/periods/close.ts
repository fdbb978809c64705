import { Command } from 'commander'
import { TimesheetsError } from 'timesheets-sdk/client'
import type { Closing } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { Screen } from '../../io/terminal/screen.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'
import { type FileFormat, formatOption, writeFileOf } from './export.ts'
import { closingLine, monthArgumentHelp, readMonth } from './period-text.ts'
import { printObstacles } from './show.ts'

export interface ClosePeriodOptions {
  readonly period: string
  /** Why it is closed by force; `undefined`: it is not. */
  readonly reason: string | undefined
  readonly format: FileFormat
  /** `undefined`: no file is written. */
  readonly output: string | undefined
  readonly json: boolean
}

interface Flags {
  readonly force?: boolean
  readonly reason?: string
  readonly format: FileFormat
  readonly output?: string
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets periods close 2026-11 --output november.csv
  timesheets periods close 2026-11 --force --reason 'two people are ill' --format xlsx --output november.xlsx

Weeks that stand in the way are listed, and nothing is closed (exit code 3). Closing a closed month changes nothing,
and writes the same file.`

export function closePeriodCommand(run: Run<ClosePeriodOptions>): Command {
  return new Command('close')
    .description('close a month: keep its approved hours for payroll, and lock its days')
    .argument('<month>', monthArgumentHelp)
    .option('--force', 'close it even if weeks stand in the way; needs --reason')
    .option('--reason <text>', 'why it is closed by force')
    .addOption(formatOption())
    .option('-o, --output <file>', "write payroll's file to this file, whole or not at all")
    .option('--json', 'print the month as JSON')
    .addHelpText('after', examples)
    .action((month: string, { force = false, reason, format, output, json = false }: Flags) => {
      if (force !== (reason !== undefined)) throw new UsageError('--force and --reason need each other')
      return run({ period: readMonth(month), reason, format, output, json })
    })
}

/** Closes a month, and writes payroll's file. */
export async function closePeriod(options: ClosePeriodOptions, context: Context): Promise<ExitCode> {
  const { period, reason, format, output, json } = options
  const { io, connect } = context
  const { client } = await connect()
  const request = reason === undefined ? {} : { force: true, reason }
  const screen = new Screen(io, `Closing ${period}`)
  const startedAtMs = io.now()
  screen.begin(`Closing ${period}`, () => ({ waitedMs: io.now() - startedAtMs }))
  const closed = await client.periods
    .close(period, request, { signal: io.stop })
    .finally(() => screen.end())
    .catch(async (error) => {
      const isNotReady = error instanceof TimesheetsError && error.code === 'period_not_ready'
      if (isNotReady) await printObstacles(client.periods.obstacles(period, {}, { signal: io.stop }), io)
      throw error
    })
  const [closing] = closed.closings as [Closing]
  await printChange({ text: `Closed ${period}  ${closingLine(closing)}`, value: closed }, json, io)
  if (closing.version > 1) {
    await io.stderr.write(
      `What differs from version ${closing.version - 1}: timesheets periods show ${period} --changes\n`,
    )
  }
  if (output !== undefined) await writeFileOf(client, period, closing, { format, output }, io)
  return exitCodes.done
}

export interface ReopenPeriodOptions {
  readonly period: string
  readonly reason: string
  readonly json: boolean
}

export function reopenPeriodCommand(run: Run<ReopenPeriodOptions>): Command {
  return new Command('reopen')
    .description('reopen the month that was closed last: its days can change again')
    .argument('<month>', monthArgumentHelp)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print the month as JSON')
    .action((month: string, { reason, json = false }: { reason: string; json?: boolean }) =>
      run({ period: readMonth(month), reason, json }),
    )
}

/** Reopens a month. */
export async function reopenPeriod(
  { period, reason, json }: ReopenPeriodOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const reopened = await client.periods.reopen(period, reason, { signal: io.stop })
  await printChange({ text: `Reopened ${period}`, value: reopened }, json, io)
  return exitCodes.done
}
