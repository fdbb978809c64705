import * as z from 'zod/mini'

export const weekStatuses = ['open', 'submitted', 'approved', 'rejected'] as const

/** The state of one person's ISO week, the unit that is submitted and approved. */
export const weekStatus = z.enum(weekStatuses)
export type WeekStatus = z.infer<typeof weekStatus>
