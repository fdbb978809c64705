import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printChange } from '../print.ts'
import { webhookLine } from './webhook-text.ts'

export interface ChangeStatusOptions {
  readonly id: string
  readonly status: 'active' | 'paused'
  readonly json: boolean
}

export function pauseCommand(run: Run<ChangeStatusOptions>): Command {
  return new Command('pause')
    .description('pause deliveries; no event is lost')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the webhook as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, status: 'paused', json }))
}

export function resumeCommand(run: Run<ChangeStatusOptions>): Command {
  return new Command('resume')
    .description('resume deliveries where they stopped, also for a disabled endpoint')
    .argument('<id>', 'the id, as list shows it')
    .option('--json', 'print the webhook as JSON')
    .action((id: string, { json = false }: { json?: boolean }) => run({ id, status: 'active', json }))
}

/** Pauses or resumes a webhook. */
export async function changeStatus(
  { id, status, json }: ChangeStatusOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const webhook = await client.webhooks.update(id, { status }, { signal: io.stop })
  const text = `${status === 'active' ? 'Resumed' : 'Paused'}  ${webhookLine(webhook)}`
  await printChange({ text, value: webhook }, json, io)
  return exitCodes.done
}
