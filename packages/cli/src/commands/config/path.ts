import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { requiredConfigPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'

export interface ConfigPathOptions {
  readonly json: boolean
}

export function configPathCommand(run: Run<ConfigPathOptions>): Command {
  return new Command('path')
    .description('print the path of the settings file, even if it does not exist')
    .option('--json', 'print JSON')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints the path of the file of settings. */
export async function configPathOf({ json }: ConfigPathOptions, { io }: Context): Promise<ExitCode> {
  const path = requiredConfigPath(io.env)
  await io.stdout.write(json ? `${JSON.stringify({ path })}\n` : `${path}\n`)
  return exitCodes.done
}
