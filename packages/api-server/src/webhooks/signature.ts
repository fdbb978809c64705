import { createHmac, randomBytes } from 'node:crypto'
import type { WebhookRecord } from '../store/events/webhooks.ts'

const prefix = 'whsec_'
const secretBytes = 32

/** A new secret in the format of Standard Webhooks: `whsec_` and base64. */
export function newSecret(): string {
  return prefix + randomBytes(secretBytes).toString('base64')
}

/** The signed content: the message's id, the time of the attempt, and the raw body. */
export interface SignedContent {
  readonly id: string
  /** Seconds since the epoch. */
  readonly timestamp: number
  readonly body: string
}

/**
 * The value of `webhook-signature` by the Standard Webhooks specification: HMAC-SHA256 over
 * `id.timestamp.body`, one signature for each secret, separated by spaces.
 */
export function signatureOf({ id, timestamp, body }: SignedContent, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}

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
