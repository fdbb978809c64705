// What the scripts know of the packages. The root depends on none of them, so these are paths, and all are here.
import { join, relative } from 'node:path'

export { clients, type DevClient } from '../packages/dev-issuer/src/seeds/clients.ts'
export { demoPassword, namedPeople, type Person, people } from '../packages/dev-issuer/src/seeds/people.ts'
export { addDays, dayOfWeek, weekOf } from '../packages/timesheets-sdk/src/model/calendar.ts'

/** The folder of the workspace. */
export const root = join(import.meta.dirname, '..')

/** A path as it is shown to people: from the root where it lies within, else as it is. */
export function shown(path: string): string {
  const inside = relative(root, path)
  return inside.startsWith('..') ? path : inside
}

export const audience = 'https://api.timesheets.example.com'

/** The packages that `start` runs, whose builds must be up to date, with the file that says when they were built. */
export const builtPackages = [
  { directory: 'packages/timesheets-sdk', output: 'dist/client/index.js' },
  { directory: 'packages/api-server', output: 'dist/main.js' },
  { directory: 'packages/cli', output: 'dist/main.js' },
  { directory: 'packages/dev-issuer', output: 'dist/main.js' },
] as const
