import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { type TimesheetsClient, TimesheetsError } from 'timesheets-sdk/client'
import { type Holiday, type HolidayCalendar, isCalendarDate, isSameContent } from 'timesheets-sdk/model'
import { recordEtagOf } from 'timesheets-sdk/rules'
import { withFileName } from '../../io/files/file-name.ts'
import { inputFile } from '../../io/files/input-file.ts'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface ImportHolidaysOptions {
  readonly file: string
  readonly calendar: string
  /** `undefined`: the first day of this year. */
  readonly from: string | undefined
  /** `undefined`: the last day of the year after next. */
  readonly to: string | undefined
  readonly dryRun: boolean
  readonly json: boolean
}

interface Flags {
  readonly calendar: string
  readonly from?: string
  readonly to?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets holidays import berlin.ics --calendar DE-BE --dry-run
  timesheets holidays import berlin.ics --calendar DE-BE --from 2026-01-01 --to 2030-12-31

The days of the file replace those of the calendar in this period; other days stay. People have the holidays of the
calendar that holidayCalendar names in the roster. Submitted and approved weeks keep what was expected then.`

export function importHolidaysCommand(run: Run<ImportHolidaysOptions>): Command {
  return new Command('import')
    .description('put the whole days of a calendar file (.ics) into a calendar of holidays')
    .argument('<file>', 'the calendar file; - reads the standard input')
    .requiredOption('--calendar <name>', 'the calendar, such as DE-BE; a new one is added')
    .option('--from <date>', 'the first day, YYYY-MM-DD; default: the first of this year')
    .option('--to <date>', 'the last day, YYYY-MM-DD; default: the last of the year after next')
    .option('--dry-run', 'show the days, and store nothing')
    .option('--json', 'print the days as JSON')
    .addHelpText('after', examples)
    .action((file: string, { calendar, from, to, dryRun = false, json = false }: Flags) => {
      for (const [name, date] of Object.entries({ from, to })) {
        if (date !== undefined && !isCalendarDate(date)) {
          throw new UsageError(`--${name}: "${date}" must be a date that exists, as YYYY-MM-DD`)
        }
      }
      return run({ file, calendar, from, to, dryRun, json })
    })
}

/** Replaces the days of a calendar in a period. */
export async function importHolidays(
  options: ImportHolidaysOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { file, calendar: name, dryRun, json } = options
  // Loaded here, so that other commands start without it.
  const { holidayPeriod, readHolidays, replaceHolidays } = await import('timesheets-sdk/import/holidays')
  const usual = holidayPeriod(new Date(io.now()).toISOString().slice(0, 10))
  const { from = usual.from, to = usual.to } = options
  const input = await inputFile(file, io)
  const content = await text(input.read())
  const { days, skipped } = naming(input.name, () => readHolidays(content, { from, to }))
  if (days.length === 0) throw new UsageError(`${file} has no whole days from ${from} to ${to}`)
  const { client } = await connect()
  const outcome = await replaceDays(
    client,
    { name, after: (before) => replaceHolidays(before, days, { from, to }), dryRun },
    io,
  )
  const left = skipped === 0 ? '' : `; ${skipped} events are no whole days and were left out`
  const lines = days.map((day) => `${day.date}  ${plainText(day.name)}`)
  lines.push(`${plainText(name)}: ${days.length} days ${outcome}${left}`)
  await printChange({ text: lines.join('\n'), value: { calendar: name, days, skipped, outcome } }, json, io)
  return exitCodes.done
}

/** The result of reading a file, or the error with the file's name. */
function naming<Read>(file: string, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    throw withFileName(error, file)
  }
}

interface Replacement {
  readonly name: string
  readonly after: (before: readonly Holiday[]) => Holiday[]
  readonly dryRun: boolean
}

/** How often another change of the policy may come first. */
const maximumTries = 5

/** Replaces the days of one calendar, on top of every change that others make to the policy meanwhile. */
async function replaceDays(
  { policy }: Pick<TimesheetsClient, 'policy'>,
  { name, after: daysAfter, dryRun }: Replacement,
  io: Pick<Io, 'stop'>,
): Promise<'unchanged' | 'would be stored' | 'stored'> {
  const options = { signal: io.stop }
  for (let tries = 1; ; tries++) {
    const current = await policy.get(options)
    const { holidayCalendars } = current
    const before = holidayCalendars.find((calendar) => calendar.name === name)
    const after: HolidayCalendar = { name, days: daysAfter(before?.days ?? []) }
    if (before !== undefined && isSameContent(before, after)) return 'unchanged'
    if (dryRun) return 'would be stored'
    const patch = { holidayCalendars: [...holidayCalendars.filter((calendar) => calendar !== before), after] }
    try {
      await policy.update(patch, { ...options, ifMatch: recordEtagOf(current) })
      return 'stored'
    } catch (error) {
      const isOvertaken = error instanceof TimesheetsError && error.code === 'precondition_failed'
      if (!isOvertaken || tries === maximumTries) throw error
    }
  }
}
