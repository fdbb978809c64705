import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { correctHelp } from '../import/import-rows.ts'
import { printChange } from '../print.ts'

export interface RemoveProjectOptions {
  readonly code: string
  readonly json: boolean
  readonly correct?: boolean
}

export function removeProjectCommand(run: Run<RemoveProjectOptions>): Command {
  return new Command('remove')
    .description('remove a project from the catalogue; its entries stay')
    .argument('<code>', 'the code of the project')
    .option('--json', 'print the removed object as JSON')
    .option('--correct', correctHelp)
    .action((code: string, { json = false, ...flags }: { json?: boolean; correct?: boolean }) =>
      run({ code, json, ...flags }),
    )
}

/** Removes one project. */
export async function removeProject(
  { code, json, correct = false }: RemoveProjectOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.projects.delete(code, { correct, signal: io.stop })
  await printChange({ text: `Removed  ${plainText(code)}`, value: { code, removed: true } }, json, io)
  return exitCodes.done
}
