import { Command } from 'commander'
import { forgetDpop } from '../../dpop.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { readPersonSettings } from '../../settings/settings.ts'
import { openSignIn } from '../../sign-in.ts'
import type { Context, Run } from '../context.ts'

export interface LogoutOptions {
  readonly json: boolean
}

export function logoutCommand(run: Run<LogoutOptions>): Command {
  return new Command('logout')
    .description('remove the sign-in from this machine and revoke it at the issuer')
    .option('--json', 'print the outcome as JSON')
    .action(({ json = false }: Partial<LogoutOptions>) => run({ json }))
}

/** Removes the tokens first: even if the issuer is unreachable, nobody is signed in here any more. */
export async function logout({ json }: LogoutOptions, { io }: Pick<Context, 'io'>): Promise<ExitCode> {
  const settings = await readPersonSettings(io.env)
  const { device } = await openSignIn(settings, io.env, '')
  const wasSignedIn = (await device.currentUser()) !== undefined
  const { revoked } = await device.signOut({ signal: io.stop })
  await forgetDpop(settings, io.env)
  const unrevoked =
    'Signed out here. The issuer did not confirm that it revoked the sign-in; it expires by itself.'
  const text = wasSignedIn ? (revoked ? 'Signed out.' : unrevoked) : 'Nobody was signed in.'
  await io.stdout.write(json ? `${JSON.stringify({ wasSignedIn, revoked })}\n` : `${text}\n`)
  return exitCodes.done
}
