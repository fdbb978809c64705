// The scripts' imports from the packages. The root does not depend on the packages, so these are paths.
import { join, relative } from 'node:path'

export { clients, type DevClient } from '../packages/dev-issuer/src/seeds/clients.ts'
export { demoPassword, namedPeople, type Person, people } from '../packages/dev-issuer/src/seeds/people.ts'
export {
  addDays,
  datesOfWeek,
  dayOfWeek,
  mondayOf,
  weekOf,
} from '../packages/timesheets-sdk/src/model/calendar.ts'
export { weekTransitions } from '../packages/timesheets-sdk/src/rules/week-transitions.ts'

/** The folder of the workspace. */
export const root = join(import.meta.dirname, '..')

/** A path to show to people: relative to the root if inside it, otherwise unchanged. */
export function shown(path: string): string {
  const inside = relative(root, path)
  return inside.startsWith('..') ? path : inside
}

export const audience = 'https://api.timesheets.example.com'

/**
 * The packages that `start` runs: the output file whose time shows when each was built, and the inputs of its
 * build, in this package and in others.
 */
export const builtPackages = [
  built('packages/timesheets-sdk', 'dist/client/index.js', 'tsup.config.ts'),
  built('packages/api-server', 'dist/main.js', 'tsup.config.ts', '../timesheets-sdk/src'),
  built('packages/cli', 'dist/main.js', 'tsup.config.ts', '../timesheets-sdk/src'),
  built('packages/dev-issuer', 'dist/main.js', 'tsup.config.ts'),
  built('packages/web-demo', 'dist/index.html', 'vite.config.ts', 'index.html', '../timesheets-sdk/src'),
]

function built(directory: string, output: string, ...inputs: readonly string[]) {
  return { directory, output, inputs: ['src', 'package.json', ...inputs] }
}
