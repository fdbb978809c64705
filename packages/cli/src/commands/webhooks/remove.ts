import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import { plainText } from '../../io/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface RemoveWebhookOptions {
  readonly id: string
}

export function removeWebhookCommand(run: Run<RemoveWebhookOptions>): Command {
  return new Command('remove')
    .description('remove a webhook: what was not delivered yet is not delivered any more')
    .argument('<id>', 'the id, as list shows it')
    .action((id: string) => run({ id }))
}

/** Removes a webhook. */
export async function removeWebhook(
  { id }: RemoveWebhookOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await client.webhooks.delete(id, { signal: io.stop })
  await io.stdout.write(`Removed  ${plainText(id)}\n`)
  return exitCodes.done
}
