import { Command } from 'commander'
import type { AbsenceListFilters } from 'timesheets-sdk/client'
import { listAbsencesQuerySchema } from 'timesheets-sdk/contract'
import { type Absence, violationsOfSchema } from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { checkOrder, flagError } from '../flag-error.ts'
import { printList } from '../print.ts'

export interface ListAbsencesOptions {
  readonly filters: AbsenceListFilters
  readonly json: boolean
}

interface Flags {
  readonly user?: string
  readonly everyone?: boolean
  readonly from?: string
  readonly to?: string
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets absences list --from 2026-12-01 --to 2026-12-31
  timesheets absences list --everyone --json`

export function listAbsencesCommand(run: Run<ListAbsencesOptions>): Command {
  return new Command('list')
    .description('show absences by first day: as a table, or as NDJSON, one a line')
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--everyone', 'the absences of everybody whom you may see')
    .option('--from <date>', 'those that end on this day or later, YYYY-MM-DD')
    .option('--to <date>', 'those that begin on this day or before, YYYY-MM-DD')
    .option('--json', 'print NDJSON, one absence a line')
    .addHelpText('after', examples)
    .action(({ json = false, ...flags }: Flags) => run({ filters: readFilters(flags), json }))
}

function readFilters({ user, everyone, from, to }: Flags): AbsenceListFilters {
  if (user !== undefined && everyone) throw new UsageError('--user and --everyone exclude each other')
  const filters = {
    ...(user === undefined ? {} : { userId: user }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  const parsed = listAbsencesQuerySchema.safeParse(filters)
  if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, filters))
  checkOrder(from, to)
  return { ...filters, ...(everyone ? { everyone } : {}) }
}

/** Prints when people are away. */
export async function listAbsences(
  { filters, json }: ListAbsencesOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await printList(client.absences.list(filters, { signal: io.stop }), view, json, io)
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'PERSON' },
    { title: 'FROM' },
    { title: 'TO' },
    { title: 'KIND' },
    { title: 'NOTE', isElastic: true },
  ],
  cellsOf: ({ userId, from, to, kind, note = '' }: Absence) => [userId, from, to, kind, note],
  nouns: ['absence', 'absences'],
} as const
