import { Command } from 'commander'
import type { CreatedEntry, TimesheetsClient } from 'timesheets-sdk/client'
import { datesOfWeek, type NewEntry, newEntrySchema, violationsOfSchema, weekOf } from 'timesheets-sdk/model'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { excerpt, plainText } from '../../io/terminal/plain-text.ts'
import { changeNotes } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { localDate } from '../local-date.ts'
import { readWeek } from '../week-argument.ts'
import { entryLine } from './entry-text.ts'
import { readHoursFlag } from './flags.ts'
import { withSuggestions } from './suggest-projects.ts'

export interface FillOptions {
  /** Hours by day of the week, 0 for Monday. */
  readonly hours: ReadonlyMap<number, number>
  /** Undefined: the current week. */
  readonly week: string | undefined
  readonly entry: Omit<NewEntry, 'date' | 'hours'>
  readonly dryRun: boolean
  readonly json: boolean
}

const help = `
Days are mon, tue, wed, thu, fri, sat and sun, a range of them, or either with its own hours. Days on which the
project is logged already, and days of an absence, are left out: the same command again adds nothing.

Examples:
  timesheets fill --project ACME-42 --hours 8 mon-fri
  timesheets fill --project ACME-42 --week 2026-W48 mon-thu=8:15 fri=6
  timesheets fill --project INTERNAL --hours 30m mon wed --note stand-up`

interface Flags {
  readonly project: string
  readonly hours?: string
  readonly week?: string
  readonly note?: string
  readonly billable?: boolean
  readonly user?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function fillCommand(run: Run<FillOptions>): Command {
  return new Command('fill')
    .description('log several days of a week at once')
    .argument('<days...>', 'as mon-fri, or mon wed fri=6')
    .requiredOption('--project <code>', 'the code of the project')
    .option('--hours <hours>', 'for each day, as 7.5, 7:30, 7h30 or 90m')
    .option('--week <week>', 'a week, as 2026-W48, or a date in it (default: the current week)')
    .option('--note <text>', 'what was done')
    .option('--billable', "billable (default: the project's setting, else yes)")
    .option('--no-billable', 'not to be billed')
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--dry-run', 'say what would be logged, and log nothing')
    .option('--json', 'print NDJSON, one entry a line')
    .addHelpText('after', help)
    .action((days: readonly string[], flags: Flags) => {
      const { hours, week, user, dryRun = false, json = false, ...members } = flags
      const entry = { ...members, ...(user === undefined ? {} : { userId: user }) }
      const pattern = readDays(days, hours === undefined ? undefined : readHoursFlag(hours))
      assertEntry(entry, pattern)
      return run({
        hours: pattern,
        week: week === undefined ? undefined : readWeek(week, '--week'),
        entry,
        dryRun,
        json,
      })
    })
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** @throws {UsageError} that quotes what is not a day, or has no hours */
export function readDays(texts: readonly string[], hours: number | undefined): ReadonlyMap<number, number> {
  const pattern = new Map<number, number>()
  for (const text of texts.flatMap((one) => one.split(',')).filter((one) => one !== '')) {
    const [days = '', ownHours] = text.toLowerCase().split('=')
    const [first = '', last = first] = days.split('-')
    const [from, to] = [dayNames.indexOf(first), dayNames.indexOf(last)]
    if (from < 0 || to < from) {
      throw new UsageError(`"${excerpt(text, 30)}" is not a day of the week: write mon, mon-fri or fri=6`)
    }
    const each = ownHours === undefined ? hours : readHoursFlag(ownHours)
    if (each === undefined)
      throw new UsageError(`"${excerpt(text, 30)}" has no hours: add --hours, or write ${days}=8`)
    for (let day = from; day <= to; day++) pattern.set(day, each)
  }
  return pattern
}

function assertEntry(entry: FillOptions['entry'], pattern: ReadonlyMap<number, number>): void {
  for (const hours of pattern.values()) {
    const candidate = { date: '2000-01-01', ...entry, hours }
    const parsed = newEntrySchema.safeParse(candidate)
    if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, candidate))
  }
}

/** Logs the days of the pattern that are still empty. */
export async function fill(options: FillOptions, context: Context): Promise<ExitCode> {
  const { io, connect } = context
  const { entry, dryRun, json } = options
  const { client, host } = await connect()
  const week = options.week ?? weekOf(localDate(io.now()))
  const taken = await takenDays(client, week, entry, io.stop)
  const notes = changeNotes(io.env, { command: `fill ${week} with ${entry.project}`, host })
  try {
    for (const [date, hours] of daysOf(week, options.hours)) {
      const reason = taken.get(date)
      if (reason !== undefined) await io.stderr.write(`Left out  ${date}: ${reason}\n`)
      else if (dryRun) await print('Would add', { ...entry, date, hours }, json, io)
      else {
        const { created: _, ...added } = await withSuggestions(entry.project, client, context, () =>
          client.entries.create({ ...entry, date, hours }, { signal: io.stop }),
        )
        notes.note({ id: added.id, change: 'added' })
        for (const { message } of added.warnings ?? []) await io.stderr.write(`Note: ${plainText(message)}\n`)
        await print('Added', added, json, io)
      }
    }
  } finally {
    await notes.keep()
  }
  return exitCodes.done
}

function daysOf(week: string, hours: ReadonlyMap<number, number>): [string, number][] {
  return datesOfWeek(week).flatMap((date, day) => {
    const each = hours.get(day)
    return each === undefined ? [] : [[date, each]]
  })
}

/** The days of the week that are not filled, with the reason. */
async function takenDays(
  client: TimesheetsClient,
  week: string,
  { project, userId }: FillOptions['entry'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const [from = '', to = ''] = [datesOfWeek(week)[0], datesOfWeek(week)[6]]
  const taken = new Map<string, string>()
  for await (const absence of client.absences.list({ from, to, userId }, { signal })) {
    for (const date of datesOfWeek(week)) {
      if (date >= absence.from && date <= absence.to) taken.set(date, `an absence (${absence.kind})`)
    }
  }
  for await (const { date, hours } of client.entries.list({ from, to, project, userId }, { signal })) {
    taken.set(date, `${project} is logged already, ${hours} h`)
  }
  return taken
}

async function print(
  what: string,
  entry: NewEntry | Omit<CreatedEntry, 'created'>,
  json: boolean,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  const line =
    'id' in entry ? entryLine(entry) : plainText(`${entry.date}  ${entry.project}  ${entry.hours} h`)
  await stdout.write(json ? `${JSON.stringify(entry)}\n` : `${what}  ${line}\n`)
}
