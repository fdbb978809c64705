import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { plainText } from '../../io/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface DeleteOptions {
  readonly id: string
  readonly ifMatch: string | undefined
}

export function deleteCommand(run: Run<DeleteOptions>): Command {
  return new Command('delete')
    .description('delete an entry')
    .argument('<id>', 'the id, as list shows it')
    .option('--if-match <etag>', 'only if it is still as show said: fails if somebody has changed it since')
    .action((id: string, { ifMatch }: { ifMatch?: string }) => run({ id, ifMatch }))
}

/** Deletes one entry. */
export async function deleteEntry(
  { id, ifMatch }: DeleteOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.entries.delete(id, { signal: io.stop, ...(ifMatch === undefined ? {} : { ifMatch }) })
  await io.stdout.write(`Deleted  ${plainText(id)}\n`)
  return exitCodes.done
}
