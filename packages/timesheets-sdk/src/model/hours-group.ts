import * as z from 'zod/mini'

export const hoursGroups = ['person', 'project', 'week', 'kind', 'status'] as const

/** What hours are summed by. */
export const hoursGroup = z.enum(hoursGroups)
export type HoursGroup = z.infer<typeof hoursGroup>
