import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demoCsv } from '../demo-data/csv.ts'
import { demoEntries, demoPeriod } from '../demo-data/entries.ts'
import { addDays, audience, clients, demoPassword, namedPeople, people, shown, weekOf } from '../workspace.ts'
import { machineEnv, runCli } from './cli.ts'
import { apiUrl, issuerUrl } from './services.ts'
import type { StartSettings } from './settings.ts'
import { StartError } from './start-error.ts'

/** Writes the file of ABC's entries and returns its path, from the root of the workspace. */
export async function writeDemoFile(settings: StartSettings, today: string): Promise<string> {
  const period = demoPeriod(today)
  const folder = join(settings.dataDirectory, 'demo')
  const path = join(folder, `abc-${weekOf(period.from)}-to-${weekOf(period.to)}.csv`)
  await mkdir(folder, { recursive: true })
  await writeFile(path, demoCsv(demoEntries(people, period)))
  return shown(path)
}

/** Pushes the file as the machine client. @throws {StartError} when the CLI fails */
export async function pushDemoFile(
  settings: StartSettings,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  console.log(`\n$ timesheets push ${file}`)
  const code = await runCli(['push', file], settings, machineEnv(settings), signal)
  if (code !== 0 && !signal.aborted) {
    throw new StartError(`the push ended with exit code ${code}: see its errors above`)
  }
}

/** Reads a person's last days back, as that person. @throws {StartError} */
export async function readBackAsPerson(
  settings: StartSettings,
  today: string,
  signal: AbortSignal,
): Promise<void> {
  const from = addDays(today, -3)
  console.log(`\n$ timesheets list --from ${from} --to ${today}   # as ${namedPeople.employee}`)
  const token = await personToken(settings, namedPeople.employee, signal)
  const env = { TIMESHEETS_API_URL: apiUrl(settings), TIMESHEETS_TOKEN: token }
  const code = await runCli(['list', '--from', from, '--to', today], settings, env, signal)
  if (code !== 0 && !signal.aborted) {
    throw new StartError(`reading the entries back ended with exit code ${code}: see its errors above`)
  }
}

// A person signs in with a browser; for scripts, dev-issuer has the password grant.
async function personToken(settings: StartSettings, username: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${issuerUrl(settings)}oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: clients.cli.clientId,
      username,
      password: demoPassword,
      audience,
    }),
    signal,
  })
  if (!response.ok)
    throw new StartError(
      `the authorization server returned no token for ${username}: status ${response.status}`,
    )
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}
