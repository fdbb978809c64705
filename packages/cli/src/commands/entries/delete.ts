import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { changeNotes } from '../../state/last-change.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'
import { entryBefore } from './entry-before.ts'

export interface DeleteOptions {
  readonly id: string
  readonly ifMatch: string | undefined
  readonly json: boolean
}

export function deleteCommand(run: Run<DeleteOptions>): Command {
  return new Command('delete')
    .description('delete an entry')
    .argument('<id>', 'the id, as list shows it')
    .option('--if-match <etag>', 'fail if somebody has changed the entry since show printed this tag')
    .option('--json', 'print the id as JSON')
    .action((id: string, { ifMatch, json = false }: { ifMatch?: string; json?: boolean }) =>
      run({ id, ifMatch, json }),
    )
}

/** Deletes one entry. */
export async function deleteEntry(
  { id, ifMatch, json }: DeleteOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client, host } = await connect()
  const before = await entryBefore(client, id, io.stop)
  await client.entries.delete(id, { signal: io.stop, ...(ifMatch === undefined ? {} : { ifMatch }) })
  const notes = changeNotes(io.env, { command: `delete ${id}`, host })
  notes.note({ id, change: 'deleted', userId: before?.userId, version: before?.version })
  await notes.keep()
  await printChange({ text: `Deleted  ${plainText(id)}`, value: { id, deleted: true } }, json, io)
  return exitCodes.done
}
