import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { plainText } from '../../io/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface RemoveProjectOptions {
  readonly code: string
}

export function removeProjectCommand(run: Run<RemoveProjectOptions>): Command {
  return new Command('remove')
    .description('take a project off the catalogue; the entries on it stay')
    .argument('<code>', 'the code of the project')
    .action((code: string) => run({ code }))
}

/** Removes one project. */
export async function removeProject(
  { code }: RemoveProjectOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.projects.delete(code, { signal: io.stop })
  await io.stdout.write(`Removed  ${plainText(code)}\n`)
  return exitCodes.done
}
