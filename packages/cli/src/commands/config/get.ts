import { Command } from 'commander'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { readConfigFile } from '../../settings/config-file.ts'
import { readSettingName, type SettingName, settingDefinitions } from '../../settings/definitions.ts'
import { configPath } from '../../settings/paths.ts'
import { mergedValues } from '../../settings/settings.ts'
import type { Context, Run } from '../context.ts'

export interface ConfigGetOptions {
  readonly name: SettingName
  readonly json: boolean
}

export function configGetCommand(run: Run<ConfigGetOptions>): Command {
  return new Command('get')
    .description('print the value of one setting; a secret is not printed')
    .argument('<setting>', 'its name, as api-url')
    .option('--json', 'print JSON')
    .action((setting: string, { json = false }: { json?: boolean }) =>
      run({ name: readSettingName(setting), json }),
    )
}

/** Prints what a setting is, the environment's value before the file's. */
export async function configGet({ name, json }: ConfigGetOptions, { io }: Context): Promise<ExitCode> {
  const { key, isSecret } = settingDefinitions[name]
  const value = mergedValues(io.env, await readConfigFile(configPath(io.env)))[name]
  if (value === undefined) throw new UsageError(`${key} is not set`)
  if (isSecret) throw new UsageError(`${key} is set, and is not shown`)
  await io.stdout.write(json ? `${JSON.stringify({ setting: key, value })}\n` : `${value}\n`)
  return exitCodes.done
}
