import { clients, defaultAudience } from 'dev-issuer'
import { type Ending, type ProcessOptions, TestProcess } from './process.ts'
import { program } from './programs.ts'

/** Starts the CLI as a process, with nothing but these settings. */
export function startCli(args: readonly string[], options: ProcessOptions): TestProcess {
  return new TestProcess(program('cli'), args, options)
}

/** Runs the CLI to its end. */
export function runCli(args: readonly string[], options: ProcessOptions): Promise<Ending> {
  return startCli(args, options).ended
}

/** The settings by which the CLI is the pushing machine. `home`: where it may keep its token. */
export function machineEnv(system: {
  readonly api: string
  readonly issuer: string
  readonly home: string
}): Record<string, string> {
  const { clientId, secret } = clients['m2m-push']
  return {
    HOME: system.home,
    TIMESHEETS_API_URL: system.api,
    TIMESHEETS_ISSUER: system.issuer,
    TIMESHEETS_AUDIENCE: defaultAudience,
    TIMESHEETS_CLIENT_ID: clientId,
    TIMESHEETS_CLIENT_SECRET: secret,
  }
}

/** Settings with which the CLI uses the given token. */
export function tokenEnv(system: { readonly api: string; readonly home: string }, token: string) {
  return { HOME: system.home, TIMESHEETS_API_URL: system.api, TIMESHEETS_TOKEN: token }
}
