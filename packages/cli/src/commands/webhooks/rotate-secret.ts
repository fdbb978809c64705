import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printSecret } from './webhook-text.ts'

export interface RotateSecretOptions {
  readonly id: string
  readonly json: boolean
}

export function rotateSecretCommand(run: Run<RotateSecretOptions>): Command {
  return new Command('rotate-secret')
    .description('give a webhook a new secret; for 24 hours deliveries are signed with both')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the webhook, with its secret, as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, json }))
}

/** Gives a webhook a new secret. */
export async function rotateSecret(
  { id, json }: RotateSecretOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await printSecret('New secret', await client.webhooks.rotateSecret(id, { signal: io.stop }), json, io)
  return exitCodes.done
}
