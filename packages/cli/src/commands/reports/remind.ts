import { Command } from 'commander'
import type { ReminderResult, ReminderStatus } from 'timesheets-sdk/contract'
import type { Io } from '../../io/io.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { lastWeek, readWeek } from '../week-argument.ts'

export interface RemindOptions {
  /** `undefined`: the last that is over. */
  readonly week: string | undefined
  /** `undefined`: everybody who is missing. */
  readonly userIds: readonly string[] | undefined
  readonly again: boolean
  /** Also those for whom the week is not over yet. */
  readonly all: boolean
  readonly dryRun: boolean
  readonly json: boolean
}

interface Flags {
  readonly week?: string
  readonly user?: readonly string[]
  readonly again?: boolean
  readonly all?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets remind --dry-run
  timesheets remind --week 2026-W48 --user 'auth0|maria' 'auth0|john'

Nobody is reminded twice of the same week unless you pass --again, so it is safe to repeat.`

export function remindCommand(run: Run<RemindOptions>): Command {
  return new Command('remind')
    .description('remind the people who have not submitted a week, and show the outcome')
    .option('--week <week>', 'the week, or a date in it; default: the last that is over')
    .option('--user <ids...>', 'only these people, if they are missing')
    .option('--again', 'include people who were reminded before')
    .option('--all', 'include people whose week is not over yet')
    .option('--dry-run', 'show who would be reminded, and send nothing')
    .option('--json', 'print the outcome of each as NDJSON')
    .addHelpText('after', examples)
    .action(({ week, user, again = false, all = false, dryRun = false, json = false }: Flags) =>
      run({
        week: week === undefined ? undefined : readWeek(week, '--week'),
        userIds: user,
        again,
        all,
        dryRun,
        json,
      }),
    )
}

/** Reminds, and says what became of each. */
export async function remind(options: RemindOptions, { io, connect }: Context): Promise<ExitCode> {
  const { userIds, again, all, dryRun, json } = options
  const { client } = await connect()
  const week = options.week ?? lastWeek(io)
  const request = { week, again, dryRun, dueOnly: !all, ...(userIds ? { userIds: [...userIds] } : {}) }
  let printed = Promise.resolve()
  const outcome = await client.reminders.send(request, {
    signal: io.stop,
    onResults: (results) => {
      printed = printed.then(() => print(results, json, io))
    },
  })
  await printed
  const { sent, skipped, failed } = outcome
  if (!json) {
    const done = dryRun ? 'would be reminded' : 'reminded'
    await io.stderr.write(`${week}: ${sent} ${done}, ${skipped} skipped, ${failed} failed\n`)
  }
  return failed > 0 ? exitCodes.rejected : exitCodes.done
}

async function print(
  results: readonly ReminderResult[],
  json: boolean,
  { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>,
): Promise<void> {
  for (const result of results) {
    if (json) await stdout.write(`${JSON.stringify(result)}\n`)
    else await (result.status === 'failed' ? stderr : stdout).write(`${lineOf(result)}\n`)
  }
}

const words: Readonly<Record<ReminderStatus, string>> = {
  sent: 'Reminded',
  would_send: 'Would remind',
  already_reminded: 'Reminded before',
  no_email: 'No address',
  not_missing: 'Not missing',
  not_due: 'Not over yet',
  failed: 'Failed',
}

function lineOf({ userId, email, status, at, detail }: ReminderResult): string {
  const cells = [words[status], userId, email, status === 'already_reminded' ? at : undefined, detail]
  return plainText(cells.filter((cell) => cell !== undefined).join('  '))
}
