import { Command, Option } from 'commander'
import type { MissingWeek } from 'timesheets-sdk/contract'
import { type MissingReason, missingReason } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printList } from '../print.ts'
import { lastWeek, readWeek } from '../week-argument.ts'
import { hoursText } from '../weeks/week-text.ts'

export interface MissingOptions {
  /** `undefined`: the last that is over. */
  readonly week: string | undefined
  readonly due: boolean
  readonly reason: MissingReason | undefined
  readonly json: boolean
}

interface Flags {
  readonly week?: string
  readonly due?: boolean
  readonly reason?: MissingReason
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets missing
  timesheets missing --week 2026-W48 --reason rejected
  timesheets missing --due --json | jq -r .email`

export function missingCommand(run: Run<MissingOptions>): Command {
  return new Command('missing')
    .description('show the people you manage who have not submitted a week')
    .option('--week <week>', 'the week, or a date in it; default: the last that is over')
    .option('--due', 'only people whose week is over in their time zone')
    .addOption(new Option('--reason <reason>', 'only those of this reason').choices(missingReason.options))
    .option('--json', 'print NDJSON, one person a line')
    .addHelpText('after', examples)
    .action(({ week, due = false, reason, json = false }: Flags) =>
      run({ week: week === undefined ? undefined : readWeek(week, '--week'), due, reason, json }),
    )
}

/** Prints who is missing. */
export async function missing(
  { week, due, reason, json }: MissingOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const query = { week: week ?? lastWeek(io), reason, ...(due ? { due } : {}) }
  const count = await printList(client.reports.missing(query, { signal: io.stop }), view, json, io)
  if (count === 0 && !json) await io.stderr.write(`Nobody is missing in ${query.week}.\n`)
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'WEEK' },
    { title: 'PERSON' },
    { title: 'NAME', isElastic: true },
    { title: 'KIND' },
    { title: 'MISSING' },
    { title: 'HOURS', align: 'right' },
    { title: 'REMINDED' },
  ],
  cellsOf: (week: MissingWeek) => [
    week.week,
    week.userId,
    week.name,
    week.kind,
    week.due ? words[week.reason] : `${words[week.reason]}, not over yet`,
    `${hoursText(week.totalHours)} of ${hoursText(week.expectedHours)}`,
    week.remindedAt?.slice(0, 10) ?? '',
  ],
  nouns: ['person', 'people'],
} as const

const words: Readonly<Record<MissingReason, string>> = {
  not_started: 'not started',
  below_expected: 'below expected',
  not_submitted: 'not submitted',
  rejected: 'rejected',
}
