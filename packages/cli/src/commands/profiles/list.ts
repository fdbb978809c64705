import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { Table } from '../../io/terminal/table.ts'
import { readConfigFile } from '../../settings/config-file.ts'
import { profileOf, profilesFolder } from '../../settings/paths.ts'
import type { Context, Run } from '../context.ts'

export interface ListProfilesOptions {
  readonly json: boolean
}

export function listProfilesCommand(run: Run<ListProfilesOptions>): Command {
  return new Command('list')
    .description('list the profiles')
    .option('--json', 'print NDJSON, one profile a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints every profile, with the API and client that it is for. */
export async function listProfiles({ json }: ListProfilesOptions, { io }: Context): Promise<ExitCode> {
  const folder = profilesFolder(io.env)
  const chosen = profileOf(io.env)
  const names = folder === undefined ? [] : await profileNames(folder)
  const profiles = await Promise.all(
    names.map(async (name) => {
      const { apiUrl, clientId } = await readConfigFile(join(folder ?? '', `${name}.json`))
      return { name, apiUrl: apiUrl ?? null, clientId: clientId ?? null, isChosen: name === chosen }
    }),
  )
  if (json) {
    await io.stdout.write(profiles.map((profile) => `${JSON.stringify(profile)}\n`).join(''))
    return exitCodes.done
  }
  if (profiles.length === 0) {
    await io.stderr.write('There are no profiles. See timesheets profiles --help.\n')
    return exitCodes.done
  }
  const rows = profiles.map(({ name, apiUrl, clientId, isChosen }) =>
    [isChosen ? `${name} *` : name, apiUrl ?? '', clientId ?? ''].map(plainText),
  )
  const columns = [{ title: 'PROFILE' }, { title: 'API' }, { title: 'CLIENT' }]
  const table = new Table(columns, Number.POSITIVE_INFINITY)
  table.fit(rows)
  await io.stdout.write(`${[table.header(), ...table.lines(rows)].join('\n')}\n`)
  return exitCodes.done
}

async function profileNames(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}
