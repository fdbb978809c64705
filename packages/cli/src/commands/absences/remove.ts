import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { correctHelp } from '../import/import-rows.ts'
import { printChange } from '../print.ts'

export interface RemoveAbsenceOptions {
  readonly userId: string
  readonly from: string
  readonly json: boolean
  readonly correct?: boolean
}

export function removeAbsenceCommand(run: Run<RemoveAbsenceOptions>): Command {
  return new Command('remove')
    .description("remove a person's absence")
    .argument('<person>', 'whose userId')
    .argument('<from>', 'its first day, YYYY-MM-DD')
    .option('--json', 'print the removed object as JSON')
    .option('--correct', correctHelp)
    .action(
      (userId: string, from: string, { json = false, ...flags }: { json?: boolean; correct?: boolean }) =>
        run({ userId, from, json, ...flags }),
    )
}

/** Removes one absence. */
export async function removeAbsence(
  { userId, from, json, correct = false }: RemoveAbsenceOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.absences.delete(userId, from, { correct, signal: io.stop })
  await printChange(
    { text: `Removed  ${plainText(userId)}  ${plainText(from)}`, value: { userId, from, removed: true } },
    json,
    io,
  )
  return exitCodes.done
}
