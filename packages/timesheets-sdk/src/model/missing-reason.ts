import * as z from 'zod/mini'

/** Why a week is missing; `rejected`: and nothing in it was changed since. */
export const missingReason = z.enum(['not_started', 'below_expected', 'not_submitted', 'rejected'])
export type MissingReason = z.infer<typeof missingReason>
