import { execFile } from 'node:child_process'
import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pnpm } from '../../scripts/pnpm.ts'
import { root } from './programs.ts'

const run = promisify(execFile)

/** The packages that a release publishes. */
const publishedPackages = ['timesheets-sdk', 'timesheets-cli', 'timesheets-api-server'] as const

/**
 * Packs what a release publishes, and installs the archives into an empty project in `folder`. Other packages
 * come from pnpm's store, or else from the registry.
 */
export async function installPacked(folder: string): Promise<void> {
  const archives = await packInto(folder, publishedPackages)
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  // Telemetry of Swagger UI, which pnpm asks about.
  await writeFile(join(folder, 'pnpm-workspace.yaml'), 'allowBuilds:\n  "@scarf/scarf": false\n')
  await runPnpm(['add', '--prefer-offline', ...archives.map((name) => `./${name}`)], folder)
  for (const name of ['use-sdk.mjs', 'use-sdk-in-process.mjs']) {
    await copyFile(join(root, 'e2e/support', name), join(folder, name))
  }
}

/** Packs packages as a release does. Returns the names of the archives in `folder`. */
export async function packInto(folder: string, packages: readonly string[]): Promise<string[]> {
  await runPnpm(['-r', ...packages.flatMap(filterOf), 'pack', '--pack-destination', folder], root)
  return (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
}

const filterOf = (name: string) => ['--filter', name]

async function runPnpm(args: readonly string[], cwd: string): Promise<void> {
  const { command, args: before } = pnpm()
  await run(command, [...before, ...args], { cwd })
}
