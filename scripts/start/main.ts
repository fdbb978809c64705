import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { root } from '../workspace.ts'
import { build, stalePackages } from './build.ts'
import { pushDemoFile, readBackAsPerson, writeDemoFile } from './demo.ts'
import { checkBeforehand } from './preflight.ts'
import type { Service } from './service.ts'
import { startApi, startDocs, startIssuer, startWeb } from './services.ts'
import { readStartSettings, type StartSettings } from './settings.ts'
import { StartError } from './start-error.ts'
import { stopRequests } from './stop-requests.ts'
import { summary } from './summary.ts'
import { fillYear } from './year.ts'

// Writing to a closed terminal fails; the services must be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const services: Service[] = []
const requests = stopRequests(() => {
  for (const service of services) service.kill()
})
const failure = new AbortController()
const ending = AbortSignal.any([requests.signal, failure.signal])
const ended = new Promise<never>((_, reject) => {
  ending.addEventListener('abort', () => reject(ending.reason))
})
ended.catch(() => {})
let mainJob: Promise<void> | undefined

try {
  const settings = readStartSettings(process.env, root)
  await checkBeforehand(settings)
  console.log('Timesheets, on this machine only. Ctrl-C stops everything.\n')
  // The two are independent, and there is usually more than one core.
  await Promise.all([buildWhatIsStale(), fillYear(settings, localDate(new Date()), ending)])
  const { died } = await bringUp(settings)
  mainJob = showMainJob(settings)
  await Promise.race([died, mainJob])
  console.log('ready')
  await Promise.race([died, ended])
} catch (error) {
  // A failure caused by stopping is not reported.
  if (!requests.signal.aborted) {
    process.exitCode = 1
    report(error)
  }
} finally {
  failure.abort()
  await mainJob?.catch(() => {})
  if (services.length > 0) console.log('stopping')
  await Promise.all(services.map((service) => service.stop()))
  requests.dispose()
}

async function buildWhatIsStale(): Promise<void> {
  const stale = await stalePackages()
  if (stale.length === 0) return
  console.log(`building ${stale.map((directory) => directory.replace('packages/', '')).join(', ')}`)
  await build(stale, ending)
}

/** Starts the servers and resolves when they are ready. `died` rejects as soon as one of them dies. */
async function bringUp(settings: StartSettings): Promise<{ readonly died: Promise<never> }> {
  ending.throwIfAborted()
  console.log('starting the authorization server, the API and the application')
  await mkdir(join(settings.dataDirectory, 'logs'), { recursive: true })
  services.push(startIssuer(settings), startApi(settings), startWeb(settings), startDocs(settings))
  const died = Promise.race(services.map((service) => service.died))
  // Until they are ready, `ready()` reports the same failure.
  died.catch(() => {})
  await Promise.race([ended, Promise.all(services.map((service) => service.ready()))])
  return { died }
}

async function showMainJob(settings: StartSettings): Promise<void> {
  const today = localDate(new Date())
  const file = await writeDemoFile(settings, today)
  await pushDemoFile(settings, file, ending)
  ending.throwIfAborted()
  await readBackAsPerson(settings, today, ending)
  ending.throwIfAborted()
  console.log(`\n${summary(settings, file)}`)
}

function report(error: unknown): void {
  if (!(error instanceof StartError)) {
    console.error(error)
    return
  }
  console.error(error.message)
  for (const line of error.details) console.error(`  ${line}`)
}

/** The calendar date here and now. */
function localDate(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
