import { Command, Option } from 'commander'
import type { EventListQuery } from 'timesheets-sdk/client'
import { type EventFilters, eventFiltersSchema, eventOrders } from 'timesheets-sdk/contract'
import { type Event, eventSubjectTypes, violationsOfSchema } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { exitCodeOfSignal } from '../../io/outcome/failure.ts'
import type { Context, Run } from '../context.ts'
import { readEventNumber } from '../event-number.ts'
import { checkOrder, flagError } from '../flag-error.ts'
import { readWeek } from '../week-argument.ts'
import { eventLine } from './event-text.ts'

export interface EventsOptions {
  readonly query: EventListQuery
  readonly follow: boolean
  readonly json: boolean
}

interface Flags {
  readonly after?: string
  readonly generation?: string
  readonly follow?: boolean
  readonly user?: string
  readonly week?: string
  readonly entry?: string
  readonly subject?: EventFilters['subject']
  readonly from?: string
  readonly to?: string
  readonly order?: EventListQuery['order']
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets events --user 'auth0|maria' --week 2026-W48
  timesheets events --order newest --subject policy --from 2026-11-01
  timesheets events --after 18274 --generation 5f0c9a17d2b4 --follow --json | ./import-into-payroll`

export function eventsCommand(run: Run<EventsOptions>): Command {
  return new Command('events')
    .description('show changes in their order')
    .option('--after <number>', 'only events after this number')
    .option('--generation <text>', 'the generation of that event: notice a log restored from a backup')
    .option('--follow', 'keep showing new events until stopped')
    .option('--user <id>', 'events of this person’s entries and weeks')
    .option('--week <week>', 'the history of this week, or of the week of this date')
    .option('--entry <id>', 'the history of this entry')
    .addOption(
      new Option('--subject <kind>', 'events about this kind of thing; person: also absences').choices(
        eventSubjectTypes,
      ),
    )
    .option('--from <date>', 'events from this day on (UTC), YYYY-MM-DD')
    .option('--to <date>', 'events through this day (UTC), YYYY-MM-DD')
    .addOption(
      new Option('--order <order>', 'which events come first (default: oldest)').choices(eventOrders),
    )
    .option('--json', 'print NDJSON, one event a line')
    .addHelpText('after', examples)
    .action(({ follow = false, json = false, ...flags }: Flags) => {
      if (follow && flags.order === 'newest')
        throw new UsageError('--follow and --order newest exclude each other')
      return run({ query: readQuery(flags), follow, json })
    })
}

function readQuery({
  after,
  generation,
  user,
  week,
  entry,
  order,
  ...filters
}: Omit<Flags, 'follow' | 'json'>): EventListQuery {
  if (generation !== undefined && after === undefined) throw new UsageError('--generation needs --after')
  if (after !== undefined && order === 'newest') {
    throw new UsageError('--after and --order newest exclude each other: name days with --from and --to')
  }
  const given = {
    ...filters,
    ...(user === undefined ? {} : { userId: user }),
    ...(week === undefined ? {} : { week: readWeek(week, '--week') }),
    ...(entry === undefined ? {} : { entryId: entry }),
  }
  const parsed = eventFiltersSchema.safeParse(given)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, given))
  checkOrder(filters.from, filters.to)
  return {
    ...parsed.data,
    ...(after === undefined ? {} : { after: readEventNumber(after, '--after') }),
    ...(generation === undefined ? {} : { generation }),
    ...(order === undefined ? {} : { order }),
  }
}

/** Prints events as they come. */
export async function events(
  { query, follow, json }: EventsOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const print = json
    ? (event: Event) => io.stdout.write(`${JSON.stringify(event)}\n`)
    : (event: Event) => io.stdout.write(`${String(event.sequence).padStart(7)}  ${eventLine(event)}\n`)
  const found = follow
    ? client.events.follow({ ...query, signal: io.stop })
    : client.events.list(query, { signal: io.stop })
  for await (const event of found) await print(event)
  return io.stop.aborted ? exitCodeOfSignal(io.stop) : exitCodes.done
}
