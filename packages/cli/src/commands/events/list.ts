import { Command } from 'commander'
import type { EventQuery } from 'timesheets-sdk/client'
import { eventFiltersSchema } from 'timesheets-sdk/contract'
import { type Event, violationsOfSchema } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { exitCodeOfSignal } from '../../io/outcome/failure.ts'
import type { Context, Run } from '../context.ts'
import { readEventNumber } from '../event-number.ts'
import { readWeek } from '../week-argument.ts'
import { eventLine } from './event-text.ts'

export interface EventsOptions {
  readonly query: EventQuery
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
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets events --user 'auth0|maria' --week 2026-W48
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
    .option('--json', 'print NDJSON, one event a line')
    .addHelpText('after', examples)
    .action(({ follow = false, json = false, ...flags }: Flags) =>
      run({ query: readQuery(flags), follow, json }),
    )
}

function readQuery({ after, generation, user, week, entry }: Flags): EventQuery {
  if (generation !== undefined && after === undefined) throw new UsageError('--generation needs --after')
  if (entry !== undefined) {
    const parsed = eventFiltersSchema.safeParse({ entryId: entry })
    if (!parsed.success) {
      const [violation] = violationsOfSchema(parsed.error, { entryId: entry })
      throw new UsageError(`--entry: ${violation?.message ?? 'is not an id'}`)
    }
  }
  return {
    ...(after === undefined ? {} : { after: readEventNumber(after, '--after') }),
    ...(generation === undefined ? {} : { generation }),
    ...(user === undefined ? {} : { userId: user }),
    ...(week === undefined ? {} : { week: readWeek(week, '--week') }),
    ...(entry === undefined ? {} : { entryId: entry }),
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
