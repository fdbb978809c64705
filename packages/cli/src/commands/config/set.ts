import { Command } from 'commander'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { readConfigFile, writeConfigFile } from '../../settings/config-file.ts'
import { readSettingName, type SettingName, settingDefinitions } from '../../settings/definitions.ts'
import { profileOf, requiredConfigPath } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface ConfigSetOptions {
  readonly name: SettingName
  /** `undefined`: the standard input's first line. */
  readonly value: string | undefined
  readonly json: boolean
}

const longestValue = 65_536

export function configSetCommand(run: Run<ConfigSetOptions>): Command {
  return new Command('set')
    .description('write a setting to the settings file')
    .argument('<setting>', 'its name, as api-url')
    .argument('[value]', 'its value; read from the standard input if omitted or -')
    .addHelpText(
      'after',
      `
A secret on the command line is seen by others on the machine and kept in the shell's history. Rather:
  timesheets config set client-secret < secret.txt`,
    )
    .option('--json', 'print the change as JSON')
    .action((setting: string, value: string | undefined, { json = false }: { json?: boolean }) =>
      run({ name: readSettingName(setting), value: value === '-' ? undefined : value, json }),
    )
}

/** Writes a setting to the file, which its owner alone can read. */
export async function configSet(
  { name, value: given, json }: ConfigSetOptions,
  { io }: Context,
): Promise<ExitCode> {
  const { key, variable } = settingDefinitions[name]
  const value = (given ?? (await readAll(io.stdin, key))).trim()
  if (value === '')
    throw new UsageError(`${key} is empty: to take it away, use timesheets config unset ${key}`)
  const path = requiredConfigPath(io.env)
  await writeConfigFile(path, { ...(await readConfigFile(path)), [name]: value })
  if (io.env[variable]?.trim() && profileOf(io.env) === undefined) {
    await io.stderr.write(`Note: ${variable} is set in the environment, and comes before the file.\n`)
  }
  if (json) await printChange({ text: '', value: { setting: key, path } }, json, io)
  return exitCodes.done
}

async function readAll(stdin: Io['stdin'], key: string): Promise<string> {
  if (stdin.isTerminal)
    throw new UsageError(`no value for ${key}: give one, or redirect a file that holds it`)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stdin.bytes) {
    chunks.push(Uint8Array.prototype.slice.call(chunk))
    length += chunk.length
    if (length > longestValue) throw new UsageError(`what was read for ${key} is too long`)
  }
  return Buffer.concat(chunks).toString('utf8')
}
