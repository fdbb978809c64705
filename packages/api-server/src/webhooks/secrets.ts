import type { WebhookRecord } from '../store/webhooks.ts'

/** How long the secret before it signs along with a new one, so that receivers can change theirs without a gap. */
export const formerSecretLifetimeMs = 24 * 3_600_000

/** The secrets that a delivery is signed with now. */
export function secretsOf(
  webhook: Pick<WebhookRecord, 'secret' | 'formerSecret' | 'formerSecretUntilMs'>,
  nowMs: number,
): string[] {
  const { secret, formerSecret: former, formerSecretUntilMs: untilMs } = webhook
  return former !== null && untilMs !== null && nowMs < untilMs ? [secret, former] : [secret]
}
