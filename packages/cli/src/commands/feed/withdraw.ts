import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface WithdrawFeedOptions {
  /** `undefined`: the caller. */
  readonly userId: string | undefined
  readonly json: boolean
}

export function withdrawFeedCommand(run: Run<WithdrawFeedOptions>): Command {
  return new Command('withdraw')
    .description('withdraw your calendar feed, or as an administrator that of another person')
    .argument('[person]', 'the userId; default: you')
    .option('--json', 'print JSON')
    .action((userId: string | undefined, { json = false }: { json?: boolean }) => run({ userId, json }))
}

/** Withdraws a feed: its address stops working. */
export async function withdrawFeed(
  { userId, json }: WithdrawFeedOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.feed.withdraw(userId, { signal: io.stop })
  await printChange({ text: 'Withdrawn: the address stopped working', value: { withdrawn: true } }, json, io)
  return exitCodes.done
}
