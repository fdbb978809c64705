import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { readWeek, weekArgumentHelp } from '../week-argument.ts'
import { eventLine } from './event-text.ts'

export interface HistoryOptions {
  readonly week: string
  /** `undefined`: the caller's own. */
  readonly userId: string | undefined
  readonly json: boolean
}

export function historyCommand(run: Run<HistoryOptions>): Command {
  return new Command('history')
    .description('show the history of a week and its entries')
    .argument('<week>', weekArgumentHelp)
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--json', 'print NDJSON, one event a line')
    .action((week: string, { user, json = false }: { user?: string; json?: boolean }) =>
      run({ week: readWeek(week), userId: user, json }),
    )
}

/** Prints the history of a week, a line for each change. */
export async function history(
  { week, userId, json }: HistoryOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  let count = 0
  for await (const event of client.events.list({ userId, week }, { signal: io.stop })) {
    await io.stdout.write(`${json ? JSON.stringify(event) : eventLine(event)}\n`)
    count++
  }
  if (count === 0 && !json) await io.stderr.write(`Nothing has been done with ${week}.\n`)
  return exitCodes.done
}
