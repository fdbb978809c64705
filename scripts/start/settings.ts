import { resolve } from 'node:path'
import { StartError } from './start-error.ts'

export interface StartSettings {
  readonly apiPort: number
  readonly issuerPort: number
  readonly dataDirectory: string
}

/**
 * Reads where to run: `TIMESHEETS_API_PORT` (8080), `TIMESHEETS_ISSUER_PORT` (9000), `DATA_DIR` (`./data`).
 * @throws {StartError}
 */
export function readStartSettings(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): StartSettings {
  const settings = {
    apiPort: readPort(env, 'TIMESHEETS_API_PORT', 8080),
    issuerPort: readPort(env, 'TIMESHEETS_ISSUER_PORT', 9000),
    dataDirectory: resolve(root, env.DATA_DIR || 'data'),
  }
  if (settings.apiPort === settings.issuerPort) {
    throw new StartError(
      `TIMESHEETS_API_PORT and TIMESHEETS_ISSUER_PORT are both ${settings.apiPort}: set one to another port`,
    )
  }
  return settings
}

function readPort(env: Readonly<Record<string, string | undefined>>, name: string, fallback: number): number {
  const text = env[name]
  if (!text) return fallback
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new StartError(`${name} is "${text}": set it to a port, a whole number from 1 to 65535`)
  }
  return port
}
