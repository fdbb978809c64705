import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { plainText } from '../../io/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface RemovePersonOptions {
  readonly userId: string
}

export function removePersonCommand(run: Run<RemovePersonOptions>): Command {
  return new Command('remove')
    .description('take a person and their absences off the roster; who leaves gets an activeTo instead')
    .argument('<person>', 'whose userId')
    .action((userId: string) => run({ userId }))
}

/** Removes one person. */
export async function removePerson(
  { userId }: RemovePersonOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.people.delete(userId, { signal: io.stop })
  await io.stdout.write(`Removed  ${plainText(userId)}\n`)
  return exitCodes.done
}
