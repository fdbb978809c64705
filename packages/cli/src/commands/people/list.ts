import { Command } from 'commander'
import { type PeopleFilters, peopleFiltersSchema } from 'timesheets-sdk/contract'
import { type Person, violationsOfSchema } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { printList } from '../print.ts'

export interface ListPeopleOptions {
  readonly filters: PeopleFilters
  readonly json: boolean
}

interface Flags {
  readonly kind?: string
  readonly manager?: string
  readonly activeOn?: string
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets people list --active-on 2026-11-23
  timesheets people list --kind contractor --manager none`

export function listPeopleCommand(run: Run<ListPeopleOptions>): Command {
  return new Command('list')
    .description('show the people of the roster: as a table, or as NDJSON, one a line')
    .option('--kind <kind>', 'employee or contractor')
    .option('--manager <id>', 'people of this manager; me: your own; none: those without one')
    .option('--active-on <date>', 'people who are active on this day, YYYY-MM-DD')
    .option('--json', 'print NDJSON, one person a line')
    .addHelpText('after', examples)
    .action(({ json = false, ...flags }: Flags) => run({ filters: readFilters(flags), json }))
}

function readFilters({ kind, manager, activeOn }: Flags): PeopleFilters {
  const filters = {
    ...(kind === undefined ? {} : { kind }),
    ...(manager === undefined ? {} : { managerId: manager }),
    ...(activeOn === undefined ? {} : { activeOn }),
  }
  const parsed = peopleFiltersSchema.safeParse(filters)
  if (parsed.success) return parsed.data
  throw flagError(violationsOfSchema(parsed.error, filters))
}

/** Prints the people of the roster whom the caller may see. */
export async function listPeople(
  { filters, json }: ListPeopleOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await printList(client.people.list(filters, { signal: io.stop }), view, json, io)
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'PERSON' },
    { title: 'NAME', isElastic: true },
    { title: 'KIND' },
    { title: 'MANAGER' },
    { title: 'HOURS', align: 'right' },
    { title: 'FROM' },
    { title: 'TO' },
    { title: 'TIME ZONE' },
  ],
  cellsOf: ({
    userId,
    name,
    kind,
    managerId,
    expectedHoursPerWeek,
    activeFrom,
    activeTo,
    timeZone,
  }: Person) => [
    userId,
    name,
    kind,
    managerId ?? '',
    String(expectedHoursPerWeek),
    activeFrom,
    activeTo ?? '',
    timeZone,
  ],
  nouns: ['person', 'people'],
} as const
