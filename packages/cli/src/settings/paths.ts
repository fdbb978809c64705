import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The file of settings: `TIMESHEETS_CONFIG`, else in the place that XDG (or Windows) has for such files. */
export function configPath(env: Env): string {
  if (env.TIMESHEETS_CONFIG) return env.TIMESHEETS_CONFIG
  return join(baseDirectory(env, 'XDG_CONFIG_HOME', 'APPDATA', '.config'), 'timesheets', 'config.json')
}

/** The file that access tokens are kept in from one run to the next. */
export function tokenCachePath(env: Env): string {
  return join(baseDirectory(env, 'XDG_CACHE_HOME', 'LOCALAPPDATA', '.cache'), 'timesheets', 'tokens.json')
}

// XDG Base Directory Specification: a path that is not absolute is to be ignored.
function baseDirectory(env: Env, variable: string, onWindows: string, inHome: string): string {
  const chosen = env[variable]
  if (chosen && isAbsolute(chosen)) return chosen
  const ofWindows = process.platform === 'win32' ? env[onWindows] : undefined
  return ofWindows || join(env.HOME || homedir(), inHome)
}
