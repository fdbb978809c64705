/** The most entries that one batch takes. */
export const maximumBatchSize = 1_000

export const defaultPageSize = 100
export const maximumPageSize = 1_000

/** The largest bodies that are read, in bytes. */
export const maximumBodyBytes = { single: 64 * 1_024, batch: 16 * 1_024 * 1_024 } as const

/** The most people that one request reminds. */
export const maximumReminders = 100
