import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface RemovePersonOptions {
  readonly userId: string
  readonly json: boolean
}

export function removePersonCommand(run: Run<RemovePersonOptions>): Command {
  return new Command('remove')
    .description('remove a person and their absences from the roster; for a leaver, set activeTo instead')
    .argument('<person>', 'whose userId')
    .option('--json', 'print the removed object as JSON')
    .action((userId: string, { json = false }: { json?: boolean }) => run({ userId, json }))
}

/** Removes one person. */
export async function removePerson(
  { userId, json }: RemovePersonOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.people.delete(userId, { signal: io.stop })
  await printChange({ text: `Removed  ${plainText(userId)}`, value: { userId, removed: true } }, json, io)
  return exitCodes.done
}
