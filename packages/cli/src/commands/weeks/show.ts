import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { readWeek, weekArgumentHelp } from '../week-argument.ts'
import { weekDetails } from './week-text.ts'

export interface ShowWeekOptions {
  readonly week: string
  readonly userId: string
  readonly json: boolean
}

export function showWeekCommand(run: Run<ShowWeekOptions>): Command {
  return new Command('show')
    .description('show a week in full')
    .argument('<week>', weekArgumentHelp)
    .option('--user <id>', 'the person; required for a machine client (default: yourself)')
    .option('--json', 'print the week as JSON')
    .action((week: string, { user = 'me', json = false }: { user?: string; json?: boolean }) =>
      run({ week: readWeek(week), userId: user, json }),
    )
}

/** Prints one week. */
export async function showWeek(
  { week, userId, json }: ShowWeekOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const found = await client.weeks.get(userId, week, { signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(found)}\n` : weekDetails(found))
  return exitCodes.done
}
