import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { audience, clients, root } from '../workspace.ts'
import { apiUrl, issuerUrl } from './services.ts'
import type { StartSettings } from './settings.ts'

/** The CLI's program, from the root of the workspace. */
export const cliProgram = 'packages/cli/dist/main.js'

const stopTimeoutMs = 10_000

/** The settings with which the CLI pushes as the machine client. */
export function machineEnv(settings: StartSettings): Record<string, string> {
  const { clientId, secret } = clients['m2m-push']
  return {
    TIMESHEETS_API_URL: apiUrl(settings),
    TIMESHEETS_ISSUER: issuerUrl(settings),
    TIMESHEETS_AUDIENCE: audience,
    TIMESHEETS_CLIENT_ID: clientId,
    TIMESHEETS_CLIENT_SECRET: secret,
  }
}

/**
 * Runs the CLI as a process that writes to this terminal, and resolves with its exit code. When `signal` is
 * aborted, the CLI receives SIGINT, as from Ctrl-C in a terminal.
 */
export function runCli(
  args: readonly string[],
  settings: StartSettings,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, cliProgram), ...args], {
      cwd: root,
      env: { ...withoutCliSettings(), ...ownPlaces(settings), ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    })
    let killing: NodeJS.Timeout | undefined
    const interrupt = () => {
      child.kill('SIGINT')
      killing = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    }
    signal.addEventListener('abort', interrupt)
    child.once('error', reject)
    child.once('exit', (code) => {
      signal.removeEventListener('abort', interrupt)
      clearTimeout(killing)
      resolve(code ?? 1)
    })
  })
}

// Settings and tokens that the user keeps for a real API are neither used nor changed.
function ownPlaces({ dataDirectory }: StartSettings): Record<string, string> {
  const folder = join(dataDirectory, 'cli')
  return { TIMESHEETS_CONFIG: join(folder, 'config.json'), XDG_CACHE_HOME: folder }
}

function withoutCliSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TIMESHEETS_')))
}
