import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The variable that names the profile; `--profile` sets it for one command. */
export const profileVariable = 'TIMESHEETS_PROFILE'

/**
 * The file of settings of the chosen profile. Without a profile: `TIMESHEETS_CONFIG`, else in the place that
 * XDG (or Windows) has for such files. `undefined` for a user without a home folder, as in a container that
 * runs as any user: the environment has the settings then.
 *
 * @throws {UsageError} if the name of the profile is not one
 */
export function configPath(env: Env): string | undefined {
  const profile = profileOf(env)
  const folder = profilesFolder(env)
  if (profile === undefined) return commonConfigPath(env)
  return folder && join(folder, `${profile}.json`)
}

/** The name of the chosen profile. @throws {UsageError} if it is not a name */
export function profileOf(env: Env): string | undefined {
  const name = env[profileVariable]?.trim()
  return name ? readProfileName(name) : undefined
}

/** @throws {UsageError} if the text is not the name of a profile: it is the name of a file as well */
export function readProfileName(text: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/i.test(text)) return text
  throw new UsageError(
    `"${excerpt(text, 30)}" is not a profile: use up to 64 letters, digits, hyphens and underscores`,
  )
}

/** The folder of the profiles, beside the file of settings; undefined as with {@link configPath}. */
export function profilesFolder(env: Env): string | undefined {
  const path = commonConfigPath(env)
  return path && join(dirname(path), 'profiles')
}

function commonConfigPath(env: Env): string | undefined {
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

/** The file that keeps the private keys of bound tokens; undefined as with {@link configPath}. */
export function dpopKeysPath(env: Env): string | undefined {
  const folder = baseDirectory(env, 'XDG_CACHE_HOME', 'LOCALAPPDATA', '.cache')
  return folder && join(folder, 'timesheets', 'dpop-keys.json')
}

/**
 * The file that keeps entries until they are sent; undefined as with {@link configPath}. Not a cache: it may
 * be the only copy.
 */
export function outboxPath(env: Env): string | undefined {
  const folder = baseDirectory(env, 'XDG_DATA_HOME', 'LOCALAPPDATA', join('.local', 'share'))
  return folder && join(folder, 'timesheets', 'outbox.json')
}

/**
 * A file that commands leave for later ones, which is neither a setting nor a cache; undefined as with
 * {@link configPath}.
 */
export function statePath(env: Env, name: string): string | undefined {
  const folder = baseDirectory(env, 'XDG_STATE_HOME', 'LOCALAPPDATA', join('.local', 'state'))
  return folder && join(folder, 'timesheets', name)
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
