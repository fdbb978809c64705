import { Command } from 'commander'
import type { Webhook } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'

export interface ListWebhooksOptions {
  readonly json: boolean
}

export function listWebhooksCommand(run: Run<ListWebhooksOptions>): Command {
  return new Command('list')
    .description('show webhooks: as a table, or as NDJSON, one webhook a line')
    .option('--json', 'print NDJSON, one webhook a line')
    .action(({ json = false }: { json?: boolean }) => run({ json }))
}

/** Prints all webhooks. There are few. */
export async function listWebhooks(
  { json }: ListWebhooksOptions,
  { io: { stdout, stderr, stop }, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const webhooks: Webhook[] = []
  for await (const webhook of client.webhooks.list({ signal: stop })) webhooks.push(webhook)
  if (json) await stdout.write(webhooks.map((webhook) => `${JSON.stringify(webhook)}\n`).join(''))
  else if (webhooks.length > 0) {
    const table = new Table(columns, stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY)
    const lines = table.lines(webhooks.map(cellsOf))
    await stdout.write(`${[table.header(), ...lines].join('\n')}\n`)
  } else await stderr.write('No webhooks.\n')
  return exitCodes.done
}

const columns = [
  { title: 'ID' },
  { title: 'STATUS' },
  { title: 'DELIVERED', align: 'right' },
  { title: 'EVENTS' },
  { title: 'URL' },
  { title: 'LAST FAILURE', isElastic: true },
] as const

function cellsOf({ id, status, deliveredThrough, events, url, lastFailure }: Webhook): string[] {
  return [id, status, String(deliveredThrough), events.join(','), url, lastFailure ?? '']
}
