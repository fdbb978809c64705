import { Command } from 'commander'
import type { Me } from 'timesheets-sdk/contract'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface WhoamiOptions {
  readonly json: boolean
}

export function whoamiCommand(run: Run<WhoamiOptions>): Command {
  return new Command('whoami')
    .description('show who you are for the API, and your permissions')
    .option('--json', 'print JSON')
    .action(({ json = false }: Partial<WhoamiOptions>) => run({ json }))
}

/** Prints who the API takes the caller for. */
export async function whoami({ json }: WhoamiOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client, host } = await connect()
  const me = await client.me({ signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(me)}\n` : details(me, host))
  return exitCodes.done
}

function details(me: Me, host: string): string {
  const members = [
    me.isMachine ? ['application', me.client] : ['person', me.userId ?? me.subject],
    ...(me.email === null ? [] : [['e-mail', me.email]]),
    ...(me.isMachine ? [] : [['client', me.client]]),
    ['may', me.scopes.join(' ') || 'nothing'],
    ['until', me.tokenExpiresAt],
    ['at', host],
  ]
  return members.map(([name = '', value = '']) => `${name.padEnd(13)}${plainText(value)}\n`).join('')
}
