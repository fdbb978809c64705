import { resolve } from 'node:path'
import { StartError } from './start-error.ts'

export interface StartSettings {
  readonly apiPort: number
  readonly issuerPort: number
  readonly webPort: number
  readonly docsPort: number
  readonly dataDirectory: string
}

/**
 * Reads where to run: `TIMESHEETS_API_PORT` (8080), `TIMESHEETS_ISSUER_PORT` (9000), `TIMESHEETS_WEB_PORT`
 * (4200), `TIMESHEETS_DOCS_PORT` (4201), `DATA_DIR` (`./data`).
 * @throws {StartError}
 */
export function readStartSettings(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): StartSettings {
  const settings = {
    apiPort: readPort(env, 'TIMESHEETS_API_PORT', 8080),
    issuerPort: readPort(env, 'TIMESHEETS_ISSUER_PORT', 9000),
    webPort: readPort(env, 'TIMESHEETS_WEB_PORT', 4200),
    docsPort: readPort(env, 'TIMESHEETS_DOCS_PORT', 4201),
    dataDirectory: resolve(root, env.DATA_DIR || 'data'),
  }
  checkDifferent([
    ['TIMESHEETS_API_PORT', settings.apiPort],
    ['TIMESHEETS_ISSUER_PORT', settings.issuerPort],
    ['TIMESHEETS_WEB_PORT', settings.webPort],
    ['TIMESHEETS_DOCS_PORT', settings.docsPort],
  ])
  return settings
}

function checkDifferent(ports: readonly (readonly [variable: string, port: number])[]): void {
  for (const [place, [variable, port]] of ports.entries()) {
    const other = ports.slice(0, place).find(([, taken]) => taken === port)
    if (other) {
      throw new StartError(`${other[0]} and ${variable} are both ${port}: set one to another port`)
    }
  }
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
