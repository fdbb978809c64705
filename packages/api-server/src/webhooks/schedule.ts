const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** When deliveries are retried, and when retries stop. All times are in milliseconds. */
export interface RetrySchedule {
  /** The delay after the first failure, the second, and so on; the last one repeats. */
  readonly delaysMs: readonly number[]
  /** The fraction by which each delay randomly varies, so that retries do not all happen at the same time. */
  readonly jitter: number
  /** The time without a success after which the webhook is disabled as failing. */
  readonly failingAfterMs: number
}

export const defaultSchedule: RetrySchedule = {
  delaysMs: [5 * secondMs, 30 * secondMs, 2 * minuteMs, 10 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs],
  jitter: 0.2,
  failingAfterMs: 72 * hourMs,
}

/**
 * The delay after this many failures, at least 1.
 * @param retryAfterMs the delay that the endpoint asks for; at most the last one counts
 */
export function retryDelayMs(
  failures: number,
  { delaysMs, jitter }: RetrySchedule,
  retryAfterMs = 0,
): number {
  const delayMs = delaysMs[Math.min(failures, delaysMs.length) - 1] ?? 0
  const varied = Math.round(delayMs * (1 + jitter * (2 * Math.random() - 1)))
  return Math.max(varied, Math.min(retryAfterMs, delaysMs.at(-1) ?? 0))
}
