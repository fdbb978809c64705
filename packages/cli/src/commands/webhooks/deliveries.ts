import { Command } from 'commander'
import type { WebhookDelivery } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'
import { localTime } from '../events/event-text.ts'

export interface ListDeliveriesOptions {
  readonly id: string
  readonly json: boolean
}

export function listDeliveriesCommand(run: Run<ListDeliveriesOptions>): Command {
  return new Command('deliveries')
    .description('show the last attempts to deliver to a webhook, the newest first')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print NDJSON, one attempt a line')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Prints the last attempts of a webhook. There are at most a hundred. */
export async function listDeliveries(
  { id, json }: ListDeliveriesOptions,
  { io: { stdout, stderr, stop }, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const deliveries: WebhookDelivery[] = []
  for await (const delivery of client.webhooks.deliveries(id, { signal: stop })) deliveries.push(delivery)
  if (json) await stdout.write(deliveries.map((delivery) => `${JSON.stringify(delivery)}\n`).join(''))
  else if (deliveries.length > 0) {
    const table = new Table(columns, stdout.isTerminal ? stdout.columns : Number.POSITIVE_INFINITY)
    const lines = table.lines(deliveries.map(cellsOf))
    await stdout.write(`${[table.header(), ...lines].join('\n')}\n`)
  } else await stderr.write('Nothing has been delivered to this webhook yet.\n')
  return exitCodes.done
}

const columns = [
  { title: 'TIME' },
  { title: 'EVENT', align: 'right' },
  { title: 'TYPE' },
  { title: 'ATTEMPT', align: 'right' },
  { title: 'MS', align: 'right' },
  { title: 'NEXT ATTEMPT' },
  { title: 'OUTCOME', isElastic: true },
] as const

function cellsOf(delivery: WebhookDelivery): string[] {
  const { time, sequence, type, attempt, durationMs, nextAttemptAt, status, failure } = delivery
  return [
    localTime(time),
    sequence === null ? '' : String(sequence),
    type,
    String(attempt),
    String(durationMs),
    nextAttemptAt === null ? '' : localTime(nextAttemptAt),
    failure === null ? `delivered (${status})` : `failed: ${failure}`,
  ]
}
