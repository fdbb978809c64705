import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { configPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'

export type ConfigPathOptions = Record<never, never>

export function configPathCommand(run: Run<ConfigPathOptions>): Command {
  return new Command('path')
    .description('print where the file of settings is, whether it is there or not')
    .action(() => run({}))
}

/** Prints the path of the file of settings. */
export async function configPathOf(_: ConfigPathOptions, { io }: Context): Promise<ExitCode> {
  await io.stdout.write(`${configPath(io.env)}\n`)
  return exitCodes.done
}
