import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { UsageError } from '../io/outcome/errors.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The file of settings: `TIMESHEETS_CONFIG`, else in the place that XDG (or Windows) has for such files.
 * `undefined` for a user without a home folder, as in a container that runs as any user: the environment has
 * the settings then.
 */
export function configPath(env: Env): string | undefined {
  if (env.TIMESHEETS_CONFIG) return env.TIMESHEETS_CONFIG
  const folder = baseDirectory(env, 'XDG_CONFIG_HOME', 'APPDATA', '.config')
  return folder && join(folder, 'timesheets', 'config.json')
}

/** As {@link configPath}, for what can't do without. @throws {UsageError} when there is no place for it */
export function requiredConfigPath(env: Env): string {
  const path = configPath(env)
  if (path !== undefined) return path
  throw new UsageError(
    'no place for a settings file: this user has no home folder. Set TIMESHEETS_CONFIG or HOME',
  )
}

/**
 * The file that access tokens are kept in from one run to the next; `undefined` as with {@link configPath}.
 */
export function tokenCachePath(env: Env): string | undefined {
  const folder = baseDirectory(env, 'XDG_CACHE_HOME', 'LOCALAPPDATA', '.cache')
  return folder && join(folder, 'timesheets', 'tokens.json')
}

/** The file that keeps a person's sign-in; undefined as with {@link configPath}. */
export function signInsPath(env: Env): string | undefined {
  const folder = baseDirectory(env, 'XDG_CACHE_HOME', 'LOCALAPPDATA', '.cache')
  return folder && join(folder, 'timesheets', 'sign-ins.json')
}

// XDG Base Directory Specification: a path that is not absolute is to be ignored.
function baseDirectory(env: Env, variable: string, onWindows: string, inHome: string): string | undefined {
  const chosen = env[variable]
  if (chosen && isAbsolute(chosen)) return chosen
  const ofWindows = process.platform === 'win32' ? env[onWindows] : undefined
  if (ofWindows) return ofWindows
  const home = env.HOME || homeOfUser()
  return home && join(home, inHome)
}

function homeOfUser(): string | undefined {
  try {
    return homedir()
  } catch {
    // The user has no entry in the list of users.
    return undefined
  }
}
