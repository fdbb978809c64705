import { Command } from 'commander'
import type { WebhookPatch } from 'timesheets-sdk/model'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { readEventNumber } from '../event-number.ts'
import { printChange } from '../print.ts'
import { webhookLine } from './webhook-text.ts'

export interface SkipOptions {
  readonly id: string
  /** Default: the event whose delivery fails. */
  readonly through: number | undefined
  readonly json: boolean
}

export function skipCommand(run: Run<SkipOptions>): Command {
  return new Command('skip')
    .description('leave out the event that the endpoint never takes, and resume deliveries')
    .argument('<id>', 'the id, as list shows it')
    .option('--through <number>', 'leave out all events through this number')
    .option('--json', 'print the webhook as JSON')
    .action((id: string, { through, json = false }: { through?: string; json?: boolean }) =>
      run({ id, through: through === undefined ? undefined : readEventNumber(through, '--through'), json }),
    )
}

export interface ReplayOptions {
  readonly id: string
  readonly after: number
  readonly json: boolean
}

export function replayCommand(run: Run<ReplayOptions>): Command {
  return new Command('replay')
    .description('deliver events again, with the same message ids')
    .argument('<id>', 'the id, as list shows it')
    .requiredOption('--after <number>', 'deliver all events after this number')
    .option('--json', 'print the webhook as JSON')
    .action((id: string, { after, json = false }: { after: string; json?: boolean }) =>
      run({ id, after: readEventNumber(after, '--after'), json }),
    )
}

/** Leaves out events of a webhook. */
export async function skipEvents(
  { id, through, json }: SkipOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const { failingEvent, status } = await client.webhooks.get(id, { signal: io.stop })
  const skipThrough = through ?? failingEvent
  if (skipThrough === null) {
    await io.stderr.write(
      'Nothing to skip: no delivery of this webhook fails. Or name an event with --through.\n',
    )
    return exitCodes.rejected
  }
  const patch: WebhookPatch = { skipThrough, ...(status === 'failing' ? { status: 'active' } : {}) }
  const webhook = await client.webhooks.update(id, patch, { signal: io.stop })
  const text = `Skipped through event ${skipThrough}  ${webhookLine(webhook)}`
  await printChange({ text, value: webhook }, json, io)
  return exitCodes.done
}

/** Has events delivered again. */
export async function replayEvents(
  { id, after, json }: ReplayOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const webhook = await client.webhooks.update(id, { replayAfter: after }, { signal: io.stop })
  const text = `Delivers again after event ${after}  ${webhookLine(webhook)}`
  await printChange({ text, value: webhook }, json, io)
  return exitCodes.done
}
