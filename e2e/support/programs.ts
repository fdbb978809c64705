import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the workspace. */
export const root = join(import.meta.dirname, '../..')

const programs = {
  api: 'packages/api-server/dist/main.js',
  cli: 'packages/cli/dist/main.js',
  start: 'scripts/start.mjs',
}

/** The path of a program as it is delivered: built. */
export function program(name: keyof typeof programs): string {
  const path = join(root, programs[name])
  if (!existsSync(path)) throw new Error(`${programs[name]} is missing: run "pnpm run build" first`)
  return path
}
