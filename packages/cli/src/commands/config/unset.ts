import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { readConfigFile, writeConfigFile } from '../../settings/config-file.ts'
import { readSettingName, type SettingName, settingDefinitions } from '../../settings/definitions.ts'
import { requiredConfigPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface ConfigUnsetOptions {
  readonly name: SettingName
  readonly json: boolean
}

export function configUnsetCommand(run: Run<ConfigUnsetOptions>): Command {
  return new Command('unset')
    .description('remove a setting from the settings file')
    .argument('<setting>', 'its name, as api-url')
    .option('--json', 'print the change as JSON')
    .action((setting: string, { json = false }: { json?: boolean }) =>
      run({ name: readSettingName(setting), json }),
    )
}

/** Takes a setting out of the file. One that is not there is no mistake. */
export async function configUnset({ name, json }: ConfigUnsetOptions, { io }: Context): Promise<ExitCode> {
  const path = requiredConfigPath(io.env)
  const { [name]: removed, ...rest } = await readConfigFile(path)
  const isSet = removed !== undefined
  if (isSet) await writeConfigFile(path, rest)
  if (json)
    await printChange(
      { text: '', value: { setting: settingDefinitions[name].key, removed: isSet } },
      json,
      io,
    )
  return exitCodes.done
}
