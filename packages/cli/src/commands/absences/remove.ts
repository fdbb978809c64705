import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { plainText } from '../../io/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface RemoveAbsenceOptions {
  readonly userId: string
  readonly from: string
}

export function removeAbsenceCommand(run: Run<RemoveAbsenceOptions>): Command {
  return new Command('remove')
    .description("remove a person's absence")
    .argument('<person>', 'whose userId')
    .argument('<from>', 'its first day, YYYY-MM-DD')
    .action((userId: string, from: string) => run({ userId, from }))
}

/** Removes one absence. */
export async function removeAbsence(
  { userId, from }: RemoveAbsenceOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.absences.delete(userId, from, { signal: io.stop })
  await io.stdout.write(`Removed  ${plainText(userId)}  ${plainText(from)}\n`)
  return exitCodes.done
}
