import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { entryDetails } from './entry-text.ts'

export interface ShowOptions {
  readonly id: string
  readonly json: boolean
}

export function showCommand(run: Run<ShowOptions>): Command {
  return new Command('show')
    .description('show an entry in full')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the entry as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Prints one entry. */
export async function show({ id, json }: ShowOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  const entry = await client.entries.get(id, { signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(entry)}\n` : entryDetails(entry))
  return exitCodes.done
}
