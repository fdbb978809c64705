import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the workspace. */
export const root = join(import.meta.dirname, '../..')

/** The programs as they are delivered: built. */
export const programs = {
  api: built('packages/api-server/dist/main.js'),
  cli: built('packages/cli/dist/main.js'),
  start: join(root, 'scripts/start.mjs'),
}

function built(path: string): string {
  const program = join(root, path)
  if (!existsSync(program)) throw new Error(`${path} is missing: run "pnpm run build" first`)
  return program
}
