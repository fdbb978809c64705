import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { readWeek, weekArgumentHelp } from '../../io/week-argument.ts'
import type { Context, Run } from '../context.ts'
import { eventLine } from './event-text.ts'

export interface HistoryOptions {
  readonly week: string
  /** `undefined`: the caller's own. */
  readonly userId: string | undefined
}

export function historyCommand(run: Run<HistoryOptions>): Command {
  return new Command('history')
    .description('show what was done with a week and its entries, by whom and when')
    .argument('<week>', weekArgumentHelp)
    .option('--user <id>', "whose week: an application has to say, a person's is their own")
    .action((week: string, { user }: { user?: string }) => run({ week: readWeek(week), userId: user }))
}

/** Prints the history of a week, a line for each change. */
export async function history({ week, userId }: HistoryOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  let count = 0
  for await (const event of client.events.list({ userId, week }, { signal: io.stop })) {
    await io.stdout.write(`${eventLine(event)}\n`)
    count++
  }
  if (count === 0) await io.stderr.write(`Nothing was ever done with ${week}.\n`)
  return exitCodes.done
}
