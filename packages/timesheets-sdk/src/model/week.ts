import * as z from 'zod/mini'

export const weekStatuses = ['open', 'submitted', 'approved', 'rejected'] as const

/** The status of one person's ISO week, the unit of submitting and approving. */
export const weekStatus = z.enum(weekStatuses)
export type WeekStatus = z.infer<typeof weekStatus>

export const weekActions = ['submit', 'recall', 'approve', 'reject', 'reopen'] as const

/**
 * An action on a week. The transition table in `timesheets-sdk/rules` says who can take it in which status.
 */
export const weekAction = z.enum(weekActions)
export type WeekAction = z.infer<typeof weekAction>

/** An approver's decision. */
export const weekDecision = z.enum(['approve', 'reject', 'reopen'])
export type WeekDecision = z.infer<typeof weekDecision>

/** The reason why a week is missing; `rejected`: rejected and not changed since. */
export const missingReason = z.enum(['not_started', 'below_expected', 'not_submitted', 'rejected'])
export type MissingReason = z.infer<typeof missingReason>
