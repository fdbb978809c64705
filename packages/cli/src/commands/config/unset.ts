import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { readConfigFile, writeConfigFile } from '../../settings/config-file.ts'
import type { SettingName } from '../../settings/definitions.ts'
import { configPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'
import { readSettingName } from './setting-argument.ts'

export interface ConfigUnsetOptions {
  readonly name: SettingName
}

export function configUnsetCommand(run: Run<ConfigUnsetOptions>): Command {
  return new Command('unset')
    .description('take a setting out of the file of settings')
    .argument('<setting>', 'its name, as api-url')
    .action((setting: string) => run({ name: readSettingName(setting) }))
}

/** Takes a setting out of the file. One that is not there is no mistake. */
export async function configUnset({ name }: ConfigUnsetOptions, { io }: Context): Promise<ExitCode> {
  const path = configPath(io.env)
  const { [name]: removed, ...rest } = await readConfigFile(path)
  if (removed !== undefined) await writeConfigFile(path, rest)
  return exitCodes.done
}
