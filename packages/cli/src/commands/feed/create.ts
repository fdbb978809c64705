import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { writeSecret } from '../print.ts'

export interface CreateFeedOptions {
  readonly json: boolean
}

const help = `
The address is printed once, to the standard output. Anyone who has it can read your entries and absences, until you
withdraw it. A new address ends the one before.

Examples:
  timesheets feed create > calendar.txt
  timesheets feed withdraw`

export function createFeedCommand(run: Run<CreateFeedOptions>): Command {
  return new Command('create')
    .description('create an address at which calendar programs read your entries and absences')
    .option('--json', 'print the feed, with its address, as JSON')
    .addHelpText('after', help)
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Creates the caller's feed. */
export async function createFeed({ json }: CreateFeedOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  const feed = await client.feed.create({ signal: io.stop })
  if (!json) await io.stderr.write('Created. Its address, shown only now:\n')
  const lost = 'The address of the feed was not shown and cannot be shown again.'
  const nextStep = `${lost} For a new one, run: timesheets feed create`
  await writeSecret(json ? `${JSON.stringify(feed)}\n` : `${feed.url}\n`, nextStep, io)
  return exitCodes.done
}
