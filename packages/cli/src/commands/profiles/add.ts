import { Command } from 'commander'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { type FileSettings, readConfigFile, writeConfigFile } from '../../settings/config-file.ts'
import { type SettingName, settingDefinitions, settingNames } from '../../settings/definitions.ts'
import { profileVariable, readProfileName, requiredConfigPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface AddProfileOptions {
  readonly name: string
  readonly settings: FileSettings
  readonly json: boolean
}

/** Secrets are not given on the command line, where others on the machine see them. */
const flagNames = settingNames.filter((name) => !settingDefinitions[name].isSecret)

export function addProfileCommand(run: Run<AddProfileOptions>): Command {
  const command = new Command('add')
    .description('add a profile, with the settings that are given')
    .argument('<name>', 'its name')
  for (const name of flagNames) {
    const { key, about } = settingDefinitions[name]
    command.option(`--${key} <value>`, about)
  }
  return command
    .option('--json', 'print the profile as JSON')
    .action((name: string, { json = false, ...flags }: { json?: boolean } & FileSettings) => {
      const given = Object.entries(flags).map(([flag, value]) => [flag as SettingName, value.trim()])
      if (given.length === 0)
        throw new UsageError('a profile needs settings: give --api-url, --issuer and so on')
      return run({ name: readProfileName(name), settings: Object.fromEntries(given), json })
    })
}

/** Writes a new profile, which only its owner can read. */
export async function addProfile(
  { name, settings, json }: AddProfileOptions,
  { io }: Context,
): Promise<ExitCode> {
  const path = requiredConfigPath({ ...io.env, [profileVariable]: name })
  if (Object.keys(await readConfigFile(path)).length > 0) {
    throw new UsageError(
      `there is a profile ${name} already: change it by timesheets --profile ${name} config set, or remove it`,
    )
  }
  await writeConfigFile(path, settings)
  await printChange({ text: `Added  ${name}`, value: { name, path } }, json, io)
  return exitCodes.done
}
