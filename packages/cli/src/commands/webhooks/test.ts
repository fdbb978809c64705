import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import type { Context, Run } from '../context.ts'

export interface TestWebhookOptions {
  readonly id: string
  readonly json: boolean
}

export function testWebhookCommand(run: Run<TestWebhookOptions>): Command {
  return new Command('test')
    .description('send a webhook.test to the endpoint now, and say what came back (exit code 3: no success)')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print what came back as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Tests a webhook. */
export async function testWebhook(
  { id, json }: TestWebhookOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const result = await client.webhooks.test(id, { signal: io.stop })
  const words = result.delivered
    ? `Delivered: the endpoint returned ${result.status}`
    : `Failed: the endpoint ${result.failure}`
  await io.stdout.write(json ? `${JSON.stringify(result)}\n` : `${plainText(words)}\n`)
  return result.delivered ? exitCodes.done : exitCodes.rejected
}
