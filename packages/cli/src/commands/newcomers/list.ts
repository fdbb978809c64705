import { Command } from 'commander'
import type { Newcomer } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printList } from '../print.ts'

export interface NewcomersOptions {
  readonly json: boolean
}

export function newcomersCommand(run: Run<NewcomersOptions>): Command {
  return new Command('newcomers')
    .description('show people who have signed in and are missing from the roster')
    .option('--json', 'print NDJSON, one person a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints who signed in without being in the roster. */
export async function newcomers({ json }: NewcomersOptions, { io, connect }: Context): Promise<ExitCode> {
  const { client } = await connect()
  await printList(client.newcomers.list({ signal: io.stop }), view, json, io)
  return exitCodes.done
}

const view = {
  columns: [
    { title: 'PERSON' },
    { title: 'E-MAIL', isElastic: true },
    { title: 'FIRST SEEN' },
    { title: 'BY CLIENT' },
  ],
  cellsOf: ({ userId, email, firstSeenAt, client }: Newcomer) => [userId, email ?? '', firstSeenAt, client],
  nouns: ['newcomer', 'newcomers'],
} as const
