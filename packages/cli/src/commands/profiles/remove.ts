import { unlink } from 'node:fs/promises'
import { Command } from 'commander'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { profileVariable, readProfileName, requiredConfigPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface RemoveProfileOptions {
  readonly name: string
  readonly json: boolean
}

export function removeProfileCommand(run: Run<RemoveProfileOptions>): Command {
  return new Command('remove')
    .description('remove a profile; sign out first to end its sign-in')
    .argument('<name>', 'its name')
    .option('--json', 'print the name as JSON')
    .action((name: string, { json = false }: { json?: boolean }) =>
      run({ name: readProfileName(name), json }),
    )
}

/** Removes the file of a profile. */
export async function removeProfile(
  { name, json }: RemoveProfileOptions,
  { io }: Context,
): Promise<ExitCode> {
  const path = requiredConfigPath({ ...io.env, [profileVariable]: name })
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new UsageError(`there is no profile ${name}: see timesheets profiles list`)
  })
  await printChange({ text: `Removed  ${name}`, value: { name, removed: true } }, json, io)
  return exitCodes.done
}
