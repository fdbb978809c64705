import { Command } from 'commander'
import { hoursFromMinutes, type Period } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printList } from '../print.ts'
import { hoursText } from '../weeks/week-text.ts'

export interface ListPeriodsOptions {
  readonly json: boolean
}

export function listPeriodsCommand(run: Run<ListPeriodsOptions>): Command {
  return new Command('list')
    .description('show months, newest first: as a table, or as NDJSON, one month a line')
    .option('--json', 'print NDJSON, one month a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints the months and what was closed of them. */
export async function listPeriods({ json }: ListPeriodsOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  await printList(client.periods.list({ signal: io.stop }), view, json, io)
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'MONTH' },
    { title: 'STATUS' },
    { title: 'VERSION', align: 'right' },
    { title: 'PEOPLE', align: 'right' },
    { title: 'HOURS', align: 'right' },
    { title: 'CLOSED' },
  ],
  cellsOf({ period, status, closings: [last] }: Period): string[] {
    if (!last) return [period, status, '', '', '', '']
    const { version, people, minutes, closedAt } = last
    const hours = hoursText(hoursFromMinutes(minutes))
    return [period, status, String(version), String(people), hours, closedAt.slice(0, 10)]
  },
  nouns: ['month', 'months'],
} as const
