import type { WebhookRecord } from '../store/events/webhooks.ts'

/** How long the old secret also signs after a rotation, so that receivers can switch without a gap. */
export const formerSecretLifetimeMs = 24 * 3_600_000

/** The secrets that currently sign deliveries. */
export function secretsOf(
  webhook: Pick<WebhookRecord, 'secret' | 'formerSecret' | 'formerSecretUntilMs'>,
  nowMs: number,
): string[] {
  const { secret, formerSecret: former, formerSecretUntilMs: untilMs } = webhook
  return former !== null && untilMs !== null && nowMs < untilMs ? [secret, former] : [secret]
}
