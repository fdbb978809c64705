import { Command, InvalidArgumentError } from 'commander'
import { scopes as allScopes } from 'timesheets-sdk/model'
import { forgetDpop, openDpop } from '../../dpop.ts'
import type { Io } from '../../io/io.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { openBrowser } from '../../io/process/open-browser.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { readPersonSettings } from '../../settings/settings.ts'
import { openSignIn, type PersonSignIn } from '../../sign-in.ts'
import type { Context, Run } from '../context.ts'
import { longestWaitMs, loopbackCallback } from './loopback.ts'

export interface LoginOptions {
  /** Undefined: those of the settings, else all. */
  readonly scope: string | undefined
  /** The loopback port of a sign-in by redirect; undefined: by device code. */
  readonly browserPort: number | undefined
  readonly json: boolean
}

const help = `
Shows a code and a page. Open the page in any browser, on this machine or another, enter the code and confirm.
With --browser, a browser on this machine is opened, and sent back to http://127.0.0.1:<port>/callback, which the client
must allow. The sign-in is kept until timesheets logout, and renewed as needed.

Examples:
  timesheets login
  timesheets login --scope 'read:timesheets create:timesheets'
  timesheets login --browser
  timesheets login --dpop`

/** For the identity, and for a sign-in that lasts longer than one access token. */
const alwaysAsked = ['profile', 'email', 'offline_access']
const defaultPort = 8976

interface Flags {
  readonly scope?: string
  readonly browser?: boolean
  readonly port: number
  readonly json?: boolean
}

export function loginCommand(run: Run<LoginOptions>): Command {
  return new Command('login')
    .description('sign in as a person')
    .option('--scope <scopes>', 'the permissions to request, separated by blanks (default: all)')
    .option('--browser', 'sign in by a browser on this machine, without a code')
    .option('--port <number>', 'the port for --browser', readPort, defaultPort)
    .option('--json', 'print the person as JSON')
    .addHelpText('after', help)
    .action(({ scope, browser = false, port, json = false }: Flags) =>
      run({ scope, browserPort: browser ? port : undefined, json }),
    )
}

function readPort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new InvalidArgumentError('A port is a number from 1 to 65535.')
}

/** Signs a person in, and prints who it is and what they may do. */
export async function login(options: LoginOptions, context: Context): Promise<ExitCode> {
  const { browserPort, json } = options
  const { io, connect } = context
  const settings = await readPersonSettings(io.env)
  const scope = options.scope ?? settings.scope ?? allScopes.join(' ')
  const dpop = settings.dpop ? await openDpop(settings, io.env) : undefined
  const signIn = await openSignIn(settings, io.env, [...alwaysAsked, scope].join(' '), dpop)
  await signIn.assertKept(io.stop)
  await io.stderr.write(`Requesting: ${plainText(scope)}\n`)
  const claims =
    browserPort === undefined ? await byDeviceCode(signIn, io) : await byBrowser(signIn, browserPort, io)
  if (!dpop) await forgetDpop(settings, io.env)
  const name = [claims.name, claims.email && `<${claims.email}>`].filter(Boolean).join(' ') || claims.sub
  await io.stderr.write(`Signed in as ${plainText(name)}\n`)
  const { client } = await connect()
  const me = await client.me({ signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(me)}\n` : `Granted: ${me.scopes.join(' ') || 'nothing'}\n`)
  return exitCodes.done
}

async function byDeviceCode({ device }: PersonSignIn, { stderr, stop, now }: Io) {
  const started = await device.startSignIn({ signal: stop })
  const { userCode, verificationUri, verificationUriComplete, expiresAtMs } = started
  const minutes = Math.round((expiresAtMs - now()) / 60_000)
  const direct = verificationUriComplete ? `, or open ${verificationUriComplete.href}` : ''
  await stderr.write(
    `Open ${verificationUri.href} and enter the code ${plainText(userCode)}${direct}\n` +
      `Waiting for the confirmation (${minutes} minutes, Ctrl-C cancels)\n`,
  )
  return started.finish({ signal: stop })
}

async function byBrowser({ byRedirect }: PersonSignIn, port: number, { stderr, stop, env }: Io) {
  await using callback = await loopbackCallback(port)
  const auth = byRedirect(callback.redirectUri)
  const url = await auth.startSignIn()
  const next = (await openBrowser(url, env)) ? 'Opening a browser. If none appears, open' : 'Open'
  await stderr.write(
    `${next} ${url.href}\nWaiting for the browser (${longestWaitMs / 60_000} minutes, Ctrl-C cancels)\n`,
  )
  return (await callback.finish((address) => auth.finishSignIn(address), stop)).claims
}
