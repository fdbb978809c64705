import { join } from 'node:path'
import process from 'node:process'
import { isUpToDate } from './up-to-date.ts'
import { builtPackages, root } from './workspace.ts'

/**
 * How the tests of a package start its program: Node and its first arguments. It is what was built, unless a
 * source is newer. The sources themselves take three times as long to start.
 */
export async function programToTest(
  directory: `packages/${'api-server' | 'cli' | 'dev-issuer'}`,
): Promise<readonly [string, ...string[]]> {
  const path = (name: string) => join(root, directory, name)
  const { output = '', inputs = [] } = builtPackages.find((built) => built.directory === directory) ?? {}
  return (await isUpToDate(path(output), inputs.map(path)))
    ? [process.execPath, path(output)]
    : [process.execPath, '--conditions=@timesheets/source', path('src/main.ts')]
}
