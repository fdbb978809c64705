import * as z from 'zod/mini'

export const weekStatuses = ['open', 'submitted', 'approved', 'rejected'] as const

/** The state of one person's ISO week, the unit that is submitted and approved. */
export const weekStatus = z.enum(weekStatuses)
export type WeekStatus = z.infer<typeof weekStatus>

export const weekActions = ['submit', 'recall', 'approve', 'reject', 'reopen'] as const

/** What can be done with a week; the transition table in `timesheets-sdk/rules` says when, and by whom. */
export const weekAction = z.enum(weekActions)
export type WeekAction = z.infer<typeof weekAction>

/** What an approver decides. */
export const weekDecision = z.enum(['approve', 'reject', 'reopen'])
export type WeekDecision = z.infer<typeof weekDecision>
