import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { webhookLine } from './webhook-text.ts'

export interface ChangeStatusOptions {
  readonly id: string
  readonly status: 'active' | 'paused'
}

export function pauseCommand(run: Run<ChangeStatusOptions>): Command {
  return new Command('pause')
    .description('stop deliveries for a while: nothing is lost')
    .argument('<id>', 'the id, as list shows it')
    .action((id: string) => run({ id, status: 'paused' }))
}

export function resumeCommand(run: Run<ChangeStatusOptions>): Command {
  return new Command('resume')
    .description('go on with deliveries where they stopped, also after the endpoint was given up')
    .argument('<id>', 'the id, as list shows it')
    .action((id: string) => run({ id, status: 'active' }))
}

/** Pauses or resumes a webhook. */
export async function changeStatus(
  { id, status }: ChangeStatusOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const webhook = await client.webhooks.update(id, { status }, { signal: io.stop })
  await io.stdout.write(`${status === 'active' ? 'Resumed' : 'Paused'}  ${webhookLine(webhook)}\n`)
  return exitCodes.done
}
