import { Command } from 'commander'
import { type ProjectFilters, projectFiltersSchema } from 'timesheets-sdk/contract'
import { clockText, type Project, violationsOfSchema } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { flagError } from '../flag-error.ts'
import { printList } from '../print.ts'

export interface ListProjectsOptions {
  readonly filters: ProjectFilters
  readonly json: boolean
}

const examples = `
Examples:
  timesheets projects list --active-on 2026-11-23
  timesheets projects list --json | jq -r .code`

export function listProjectsCommand(run: Run<ListProjectsOptions>): Command {
  return new Command('list')
    .description('show the projects of the catalogue: as a table, or as NDJSON, one a line')
    .option('--active-on <date>', 'projects that are active on this day, YYYY-MM-DD')
    .option('--json', 'print NDJSON, one project a line')
    .addHelpText('after', examples)
    .action(({ activeOn, json = false }: { activeOn?: string; json?: boolean }) => {
      const filters = activeOn === undefined ? {} : { activeOn }
      const parsed = projectFiltersSchema.safeParse(filters)
      if (!parsed.success) throw flagError(violationsOfSchema(parsed.error, filters))
      return run({ filters, json })
    })
}

/** Prints the catalogue. */
export async function listProjects(
  { filters, json }: ListProjectsOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const count = await printList(client.projects.list(filters, { signal: io.stop }), view, json, io)
  if (count === 0 && !json && filters.activeOn === undefined) {
    await io.stderr.write('The catalogue is empty: entries may name any project.\n')
  }
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'CODE' },
    { title: 'NAME', isElastic: true },
    { title: 'CLIENT' },
    { title: 'BILLABLE' },
    { title: 'FROM' },
    { title: 'TO' },
    { title: 'BUDGET', align: 'right' },
    { title: 'RATES' },
  ],
  cellsOf: ({
    code,
    name,
    client = '',
    billable,
    activeFrom = '',
    activeTo = '',
    budgetHours,
    rates,
  }: Project) => [
    code,
    name,
    client,
    billable ? 'yes' : 'no',
    activeFrom,
    activeTo,
    budgetHours === undefined ? '' : clockText(Math.round(budgetHours * 60)),
    ratesText(rates),
  ],
  nouns: ['project', 'projects'],
} as const

function ratesText(rates: Project['rates']): string {
  if (!rates) return ''
  const { currency, employee, contractor } = rates
  return `${employee ?? '-'} / ${contractor ?? '-'} ${currency}`
}
