import { Command } from 'commander'
import {
  type NewWebhook,
  newWebhookSchema,
  violationsOfSchema,
  webhookEventTypes,
} from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printSecret } from './webhook-text.ts'

export interface AddWebhookOptions {
  readonly webhook: NewWebhook
  readonly json: boolean
}

interface Flags {
  readonly events: string
  readonly description?: string
  readonly json?: boolean
}

const help = `
Events: ${webhookEventTypes.join(', ')}.

The secret that deliveries are signed with is printed once, to the standard output:
  timesheets webhooks add https://payroll.example.com/hooks --events week.approved,week.reopened > secret.txt`

export function addWebhookCommand(run: Run<AddWebhookOptions>): Command {
  return new Command('add')
    .description('send events from now on to an endpoint')
    .argument('<url>', 'the https URL that receives the events')
    .requiredOption('--events <types>', 'event types, separated by commas: week.*, entry.created, ...')
    .option('--description <text>', 'what it is for')
    .option('--json', 'print the webhook, with its secret, as JSON')
    .addHelpText('after', help)
    .action((url: string, { events, description, json = false }: Flags) =>
      run({
        webhook: readWebhook({ url, events: events.split(',').map((type) => type.trim()), description }),
        json,
      }),
    )
}

function readWebhook({
  description,
  ...members
}: {
  readonly url: string
  readonly events: readonly string[]
  readonly description: string | undefined
}): NewWebhook {
  const candidate = { ...members, ...(description === undefined ? {} : { description }) }
  const parsed = newWebhookSchema.safeParse(candidate)
  if (parsed.success) return parsed.data
  const messages = violationsOfSchema(parsed.error, candidate).map(({ message, path }) =>
    path.startsWith('/events') ? `--events: each ${message.replace(/^events\.\d+ /, '')}` : message,
  )
  throw new UsageError([...new Set(messages)].join('; '))
}

/** Makes a webhook. */
export async function addWebhook(
  { webhook, json }: AddWebhookOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  await printSecret('Added', await client.webhooks.create(webhook, { signal: io.stop }), json, io)
  return exitCodes.done
}
