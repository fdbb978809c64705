import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'

export interface RemoveWebhookOptions {
  readonly id: string
  readonly json: boolean
}

export function removeWebhookCommand(run: Run<RemoveWebhookOptions>): Command {
  return new Command('remove')
    .description('remove a webhook: what was not delivered yet is not delivered any more')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the removed object as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Removes a webhook. */
export async function removeWebhook(
  { id, json }: RemoveWebhookOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.webhooks.delete(id, { signal: io.stop })
  await printChange({ text: `Removed  ${plainText(id)}`, value: { id, removed: true } }, json, io)
  return exitCodes.done
}
