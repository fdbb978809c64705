import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { Table } from '../../io/terminal/table.ts'
import { readConfigFile } from '../../settings/config-file.ts'
import { settingDefinitions, settingNames } from '../../settings/definitions.ts'
import { configPath, profileOf } from '../../settings/paths.ts'
import { isFromFile, mergedValues } from '../../settings/settings.ts'
import type { Context, Run } from '../context.ts'

export interface ConfigListOptions {
  readonly json: boolean
}

export function configListCommand(run: Run<ConfigListOptions>): Command {
  return new Command('list')
    .description('show the settings and the source of each; secrets are hidden')
    .option('--json', 'print NDJSON, one setting a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints every setting that has a value. */
export async function configList({ json }: ConfigListOptions, { io }: Context): Promise<ExitCode> {
  const file = await readConfigFile(configPath(io.env))
  const values = mergedValues(io.env, file)
  const profile = profileOf(io.env)
  const source = profile === undefined ? 'file' : `profile ${profile}`
  const settings = settingNames.flatMap((name) => {
    const { key, variable, isSecret } = settingDefinitions[name]
    const value = values[name]
    if (value === undefined) return []
    const from = isFromFile(name, io.env, file, values) ? source : variable
    return [{ key, value: isSecret ? undefined : value, from }]
  })
  if (json) {
    const lines = settings.map(({ key, value, from }) => ({ setting: key, value: value ?? null, from }))
    await io.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    return exitCodes.done
  }
  if (settings.length === 0) {
    await io.stderr.write('Nothing is set. See timesheets config --help.\n')
    return exitCodes.done
  }
  const rows = settings.map(({ key, value, from }) => [
    key,
    value === undefined ? '(not shown)' : plainText(value),
    from,
  ])
  const table = new Table(
    [{ title: 'SETTING' }, { title: 'VALUE' }, { title: 'FROM' }],
    Number.POSITIVE_INFINITY,
  )
  table.fit(rows)
  await io.stdout.write(`${[table.header(), ...table.lines(rows)].join('\n')}\n`)
  return exitCodes.done
}
