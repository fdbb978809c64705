import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { webhookDetails } from './webhook-text.ts'

export interface ShowWebhookOptions {
  readonly id: string
  readonly json: boolean
}

export function showWebhookCommand(run: Run<ShowWebhookOptions>): Command {
  return new Command('show')
    .description('show how far a webhook is, and what went wrong last')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the webhook as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Prints one webhook. */
export async function showWebhook(
  { id, json }: ShowWebhookOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const webhook = await client.webhooks.get(id, { signal: io.stop })
  await io.stdout.write(json ? `${JSON.stringify(webhook)}\n` : webhookDetails(webhook))
  return exitCodes.done
}
