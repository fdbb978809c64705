import { Command } from 'commander'
import type { EntryListFilters } from 'timesheets-sdk/client'
import { maximumPageSize } from 'timesheets-sdk/contract'
import { type Entry, hoursFromMinutes, minutesFromHours } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'
import { type FilterFlags, readFilters, withFilterFlags } from './flags.ts'

export interface ListOptions {
  readonly filters: EntryListFilters
  /** The most entries that are shown; `undefined`: all. */
  readonly limit: number | undefined
  readonly json: boolean
}

const examples = `
Examples:
  timesheets list --from 2026-11-01 --to 2026-11-30
  timesheets list --user 'auth0|maria' --status rejected
  timesheets list --everyone --from 2026-11-01 --to 2026-11-30 --status open
  timesheets list --json | jq -s 'map(.hours) | add'`

export function listCommand(run: Run<ListOptions>): Command {
  return withFilterFlags(new Command('list'))
    .description('show entries by date, those of everybody by person: as a table, or as NDJSON, one a line')
    .option('--limit <number>', 'show so many at most')
    .option('--json', 'print NDJSON, one entry a line')
    .addHelpText('after', examples)
    .action(({ limit, json = false, ...filters }: FilterFlags & { limit?: string; json?: boolean }) =>
      run({ filters: readFilters(filters), limit: readLimit(limit), json }),
    )
}

function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new UsageError(`--limit: "${text}" is not a whole number of 1 or more`)
}

/** Prints entries page by page, as they come. */
export async function list(options: ListOptions, { io, connect }: Context): Promise<ExitCode> {
  const { filters, limit = Number.POSITIVE_INFINITY, json } = options
  const { client } = await connect()
  const { stdout, stderr, stop } = io
  const pageSize = Math.min(limit, 500, maximumPageSize)
  const table = new Table(
    filters.everyone ? [{ title: 'PERSON' }, ...columns] : columns,
    stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY,
  )
  let count = 0
  let minutes = 0
  for await (const page of client.entries.list(filters, { pageSize, signal: stop }).pages()) {
    const entries = page.data.slice(0, limit - count)
    if (json) {
      await stdout.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    } else if (entries.length > 0) {
      const rows = entries.map((entry) =>
        filters.everyone ? [entry.userId, ...cellsOf(entry)] : cellsOf(entry),
      )
      table.fit(rows)
      const header = count === 0 ? [table.header()] : []
      await stdout.write(`${[...header, ...table.lines(rows)].join('\n')}\n`)
    }
    count += entries.length
    minutes += entries.reduce((sum, { hours }) => sum + (minutesFromHours(hours) ?? 0), 0)
    if (count >= limit) break
  }
  if (stdout.isTerminal && !json) await stderr.write(`${summary(count, minutes)}\n`)
  return exitCodes.done
}

const columns = [
  { title: 'DATE' },
  { title: 'PROJECT' },
  { title: 'HOURS', align: 'right' },
  { title: 'BILLABLE' },
  { title: 'STATUS' },
  { title: 'NOTE', isElastic: true },
  { title: 'ID' },
] as const

function cellsOf({ date, project, hours, billable, status, note = '', id }: Entry): string[] {
  return [date, project, String(hours), billable ? 'yes' : 'no', status, note, id]
}

function summary(count: number, minutes: number): string {
  if (count === 0) return 'No entries.'
  return `${count} ${count === 1 ? 'entry' : 'entries'}, ${hoursFromMinutes(minutes)} hours`
}
