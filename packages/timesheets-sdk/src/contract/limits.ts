/** The most entries in one batch. */
export const maximumBatchSize = 1_000

export const defaultPageSize = 100
export const maximumPageSize = 1_000

/** The largest accepted bodies, in bytes. */
export const maximumBodyBytes = {
  single: 64 * 1_024,
  /** Calendars of holidays of many years and places. */
  policy: 4 * 1_024 * 1_024,
  batch: 16 * 1_024 * 1_024,
} as const

/** The most people that one request can remind. */
export const maximumReminders = 100
