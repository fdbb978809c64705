import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'

export interface ShowFeedOptions {
  readonly json: boolean
}

export function showFeedCommand(run: Run<ShowFeedOptions>): Command {
  return new Command('show')
    .description('show since when you have a calendar feed; its address was shown when it was created')
    .option('--json', 'print JSON')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints the caller's feed, without its address. */
export async function showFeed({ json }: ShowFeedOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  const feed = await client.feed.get({ signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(feed)}\n` : `Calendar feed since ${feed.createdAt}\n`)
  return exitCodes.done
}
