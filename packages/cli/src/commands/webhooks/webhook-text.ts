import type { Webhook, WebhookWithSecret } from 'timesheets-sdk/model'
import type { Io } from '../../io/io.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { writeSecret } from '../print.ts'

/** A webhook in one line, for what was done with it. */
export function webhookLine({ id, url, events, status }: Webhook): string {
  return plainText([id, status, url, events.join(',')].join('  '))
}

/** A webhook in full, a member a line. */
export function webhookDetails(webhook: Webhook): string {
  const members: [string, string | null | undefined][] = [
    ['id', webhook.id],
    ['url', webhook.url],
    ['events', webhook.events.join(', ')],
    ['description', webhook.description],
    ['status', webhook.status],
    ['delivered', `through event ${webhook.deliveredThrough}`],
    ['blocked by', webhook.failingEvent === null ? null : `event ${webhook.failingEvent}`],
    ['failures', webhook.failures === 0 ? null : String(webhook.failures)],
    ['last failure', webhook.lastFailure],
    ['next attempt', webhook.nextAttemptAt],
    ['created', webhook.createdAt],
    ['changed', webhook.updatedAt],
  ]
  return members
    .flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [`${name.padEnd(13)}${plainText(value)}\n`],
    )
    .join('')
}

/**
 * Prints a webhook with its secret, which the API returns only once. The secret alone goes to stdout: it can
 * be sent on to where it is kept.
 *
 * @throws {WriteError} when the secret was not written; it says how to get another one
 */
export async function printSecret(
  what: string,
  { secret, ...webhook }: WebhookWithSecret,
  json: boolean,
  { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>,
): Promise<void> {
  if (!json) await stderr.write(`${what}  ${webhookLine(webhook)}\nIts secret, told this once:\n`)
  const nextStep = `timesheets webhooks rotate-secret ${webhook.id}`
  const lost = `The secret of webhook ${webhook.id} was not shown and cannot be shown again. For a new one, run: ${nextStep}`
  await writeSecret(json ? `${JSON.stringify({ ...webhook, secret })}\n` : `${secret}\n`, lost, { stdout })
}
