import { Command } from 'commander'
import type { WeekListFilters } from 'timesheets-sdk/client'
import { type Week, type WeekStatus, weekStatuses } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { excerpt } from '../../io/terminal/plain-text.ts'
import { Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'
import { checkOrder } from '../flag-error.ts'
import { readWeek } from '../week-argument.ts'
import { flagsText, totalText } from './week-text.ts'

export interface ListWeeksOptions {
  readonly filters: WeekListFilters
  readonly json: boolean
}

interface Flags {
  readonly user?: string
  readonly everyone?: boolean
  readonly status?: string
  readonly from?: string
  readonly to?: string
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets weeks list --from 2026-W40
  timesheets weeks list --everyone --status approved --from 2026-W44 --to 2026-W48 --json`

export function listWeeksCommand(run: Run<ListWeeksOptions>): Command {
  return new Command('list')
    .description('show weeks: as a table, or as NDJSON, one week a line')
    .option('--user <id>', "whose weeks: an application has to say, a person's are their own")
    .option('--everyone', 'the weeks of everybody whom you may see')
    .option('--status <status>', `weeks that are ${weekStatuses.join(', ')}`)
    .option('--from <week>', 'the first week, or a date in it')
    .option('--to <week>', 'the last week, or a date in it')
    .option('--json', 'print NDJSON, one week a line')
    .addHelpText('after', examples)
    .action(({ user, everyone, status, from, to, json = false }: Flags) => {
      if (user !== undefined && everyone) throw new UsageError('--user and --everyone exclude each other')
      const filters: WeekListFilters = {
        ...(user === undefined ? {} : { userId: user }),
        ...(everyone ? { everyone } : {}),
        ...(status === undefined ? {} : { status: readStatus(status) }),
        ...(from === undefined ? {} : { from: readWeek(from, '--from') }),
        ...(to === undefined ? {} : { to: readWeek(to, '--to') }),
      }
      checkOrder(filters.from, filters.to)
      return run({ filters, json })
    })
}

function readStatus(text: string): WeekStatus {
  const status = weekStatuses.find((known) => known === text)
  if (status) return status
  throw new UsageError(`--status: "${excerpt(text, 30)}" is none of ${weekStatuses.join(', ')}`)
}

export interface QueueOptions {
  readonly json: boolean
}

export function queueCommand(run: Run<QueueOptions>): Command {
  return new Command('queue')
    .description('show the weeks that wait for your decision')
    .option('--json', 'print NDJSON, one week a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints weeks page by page, as they come. */
export async function listWeeks({ filters, json }: ListWeeksOptions, context: Context): Promise<ExitCode> {
  const names = filters.everyone && !json ? await namesOf(context) : new Map<string, string>()
  const count = await printWeeks(filters, json, names, context)
  const { stdout, stderr } = context.io
  if (stdout.isTerminal && !json) await stderr.write(`${count} ${count === 1 ? 'week' : 'weeks'}\n`)
  return exitCodes.done
}

/** Prints the weeks that wait for the caller's decision. */
export async function queue({ json }: QueueOptions, context: Context): Promise<ExitCode> {
  const names = json ? new Map<string, string>() : await namesOf(context)
  const count = await printWeeks({ status: 'submitted' }, json, names, context)
  if (count === 0 && !json) await context.io.stderr.write('Nothing waits for your decision.\n')
  return exitCodes.done
}

/** The names of the people whom the caller finds in the roster, by `userId`. */
async function namesOf({ io: { stop }, connect }: Context): Promise<ReadonlyMap<string, string>> {
  const { client } = await connect()
  const names = new Map<string, string>()
  for await (const { userId, name } of client.people.list({}, { signal: stop })) names.set(userId, name)
  return names
}

async function printWeeks(
  filters: WeekListFilters,
  json: boolean,
  names: ReadonlyMap<string, string>,
  { io: { stdout, stop }, connect }: Context,
): Promise<number> {
  const { client } = await connect()
  const table = new Table(columns, stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY)
  let count = 0
  for await (const { data } of client.weeks.list(filters, { signal: stop }).pages()) {
    if (json) await stdout.write(data.map((week) => `${JSON.stringify(week)}\n`).join(''))
    else if (data.length > 0) {
      const rows = data.map((week) => cellsOf(week, names.get(week.userId)))
      table.fit(rows)
      const header = count === 0 ? [table.header()] : []
      await stdout.write(`${[...header, ...table.lines(rows)].join('\n')}\n`)
    }
    count += data.length
  }
  return count
}

const columns = [
  { title: 'WEEK' },
  { title: 'PERSON' },
  { title: 'NAME' },
  { title: 'STATUS' },
  { title: 'HOURS', align: 'right' },
  { title: 'UNUSUAL', isElastic: true },
] as const

function cellsOf(week: Week, name = ''): string[] {
  return [week.week, week.userId, name, week.status, totalText(week), flagsText(week)]
}
