import { Command, Option } from 'commander'
import type { HoursQuery, TimesheetsClient } from 'timesheets-sdk/client'
import { type HoursRow, hoursColumns, hoursFiltersSchema, memberOfGroup } from 'timesheets-sdk/contract'
import { type HoursGroup, hoursGroups, violationsOfSchema, weekStatuses } from 'timesheets-sdk/model'
import { workbookOf } from '../../io/files/workbook-writer.ts'
import { writeResult } from '../../io/files/write-result.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { type Column, Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'
import { checkOrder, flagError } from '../flag-error.ts'
import { hoursText } from '../weeks/week-text.ts'

const formats = ['table', 'csv', 'xlsx', 'ndjson', 'json'] as const

export interface HoursOptions {
  readonly query: HoursQuery & { readonly groupBy: readonly HoursGroup[] }
  readonly format: (typeof formats)[number]
  /** `undefined`: the standard output. */
  readonly output: string | undefined
}

interface Flags {
  readonly from?: string
  readonly to?: string
  readonly groupBy?: string
  readonly status?: string
  readonly amounts?: boolean
  readonly user?: string
  readonly project?: string
  readonly everyone?: boolean
  readonly format: HoursOptions['format']
  readonly output?: string
}

const examples = `
Examples:
  timesheets report hours --from 2026-11-01 --to 2026-11-30 --group-by person,project
  timesheets report hours --from 2026-11-01 --to 2026-11-30 --format csv --output november.csv
  timesheets report hours --group-by week,kind --status any
  timesheets report hours --from 2026-11-01 --to 2026-11-30 --group-by project --amounts

Approved time counts alone, unless --status says otherwise.`

export function hoursCommand(run: Run<HoursOptions>): Command {
  return new Command('hours')
    .description('sum hours: your own, and as an approver those of your people')
    .option('--from <date>', 'the first day, YYYY-MM-DD; default: the first of the month of the last day')
    .option('--to <date>', 'the last day, YYYY-MM-DD; default: today')
    .option('--group-by <words>', `the groups, separated by commas: ${hoursGroups.join(', ')}`, 'person')
    .option(
      '--status <statuses>',
      `weeks that are, with commas, ${weekStatuses.join(', ')}; or any`,
      'approved',
    )
    .option('--amounts', 'show amounts by the rates of the catalogue, a line for each currency')
    .option('--user <id>', 'hours of this person alone')
    .option('--project <code>', 'hours of this project alone')
    .option('--everyone', 'as an administrator: hours of all people, grouped by project and client only')
    .addOption(
      new Option('--format <format>', 'table, csv, xlsx, ndjson or json').choices(formats).default('table'),
    )
    .option('-o, --output <file>', 'write to this file, whole or not at all, instead of the standard output')
    .addHelpText('after', examples)
    .action(({ format, output, ...flags }: Flags) => run({ query: readQuery(flags), format, output }))
}

function readQuery({
  user,
  amounts,
  everyone,
  ...flags
}: Omit<Flags, 'format' | 'output'>): HoursOptions['query'] {
  const given = { ...flags, ...(user === undefined ? {} : { userId: user }) }
  const parsed = hoursFiltersSchema.safeParse(given)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, given))
  const { status, everyone: _, ...query } = parsed.data
  const { groupBy } = query
  if (amounts && !groupBy.includes('currency')) groupBy.push('currency')
  checkOrder(query.from, query.to)
  const whose = everyone ? { everyone } : {}
  return {
    ...query,
    ...whose,
    status: status.includes('any') ? 'any' : status.filter((word) => word !== 'any'),
  }
}

/** Writes the report as it comes. */
export async function hours(options: HoursOptions, { io, connect }: Context): Promise<ExitCode> {
  const { query, format, output } = options
  const { client } = await connect()
  const { stdout, stop } = io
  const lineWidth = output === undefined && stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY
  const chunks =
    format === 'csv' || format === 'ndjson'
      ? client.reports.exportHours(query, { format, signal: stop })
      : format === 'xlsx'
        ? workbookOf(hoursColumns(query.groupBy), client.reports.hours(query, { signal: stop }), 'hours')
        : bytesOf(textOf(client, query, format, lineWidth, stop))
  await writeResult(chunks, output, io)
  return exitCodes.done
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text)
}

/** The report as a table, or as one JSON array, page by page. */
async function* textOf(
  client: TimesheetsClient,
  query: HoursOptions['query'],
  format: 'table' | 'json',
  lineWidth: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const table = new Table(columnsOf(query.groupBy), lineWidth)
  let count = 0
  for await (const { data } of client.reports.hours(query, { signal }).pages()) {
    if (data.length > 0) {
      if (format === 'json') {
        yield data.map((row, index) => `${count + index === 0 ? '[' : ','}\n${JSON.stringify(row)}`).join('')
      } else {
        const rows = data.map((row) => cellsOf(row, query.groupBy))
        table.fit(rows)
        const header = count === 0 ? [table.header()] : []
        yield `${[...header, ...table.lines(rows)].join('\n')}\n`
      }
    }
    count += data.length
  }
  if (format === 'json') yield count === 0 ? '[]\n' : '\n]\n'
}

function columnsOf(groupBy: readonly HoursGroup[]): Column[] {
  const keys = groupBy.flatMap((group): Column[] =>
    group === 'person'
      ? [{ title: 'PERSON' }, { title: 'NAME', isElastic: true }]
      : [{ title: group.toUpperCase() }],
  )
  const sums = ['HOURS', 'BILLABLE', 'ENTRIES'].map((title): Column => ({ title, align: 'right' }))
  return [
    ...keys,
    ...sums,
    ...(groupBy.includes('currency') ? [{ title: 'AMOUNT', align: 'right' } as const] : []),
  ]
}

function cellsOf(row: HoursRow, groupBy: readonly HoursGroup[]): string[] {
  const keys = groupBy.flatMap((group) =>
    group === 'person' ? [row.userId ?? '', row.name ?? ''] : [String(row[memberOfGroup[group]] ?? '')],
  )
  const amounts = groupBy.includes('currency') ? [row.amount ?? 'no rate'] : []
  return [...keys, hoursText(row.hours), hoursText(row.billableHours), String(row.entries), ...amounts]
}
