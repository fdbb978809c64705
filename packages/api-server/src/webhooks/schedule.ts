const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** When deliveries are tried again, and when no longer. All in milliseconds. */
export interface RetrySchedule {
  /** How long after each failure, one after the other; the last of them from then on. */
  readonly delaysMs: readonly number[]
  /** By how much of itself each is made longer or shorter at random, so that many do not come back at once. */
  readonly jitter: number
  /** After how long without a success the endpoint counts as failing, and is left alone. */
  readonly failingAfterMs: number
}

export const defaultSchedule: RetrySchedule = {
  delaysMs: [5 * secondMs, 30 * secondMs, 2 * minuteMs, 10 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs],
  jitter: 0.2,
  failingAfterMs: 72 * hourMs,
}

/** How long to wait after so many failures, 1 or more. */
export function retryDelayMs(failures: number, { delaysMs, jitter }: RetrySchedule): number {
  const delayMs = delaysMs[Math.min(failures, delaysMs.length) - 1] ?? 0
  return Math.round(delayMs * (1 + jitter * (2 * Math.random() - 1)))
}
