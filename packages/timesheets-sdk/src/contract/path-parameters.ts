import * as z from 'zod/mini'
import { calendarDate, calendarMonth, isoWeek } from '../model/calendar-schemas.ts'
import { projectCode, userIdOrMe } from '../model/entry.ts'

/**
 * The schema of each `{name}` in a path. Any other value cannot name anything and results in 404. `userId`
 * can be `me`, the caller.
 */
export const pathParameters = {
  id: z.uuid().check(z.describe('The id from the API')),
  userId: userIdOrMe.check(z.describe('The person, by the identity claim of their token; me: the caller')),
  week: isoWeek,
  from: calendarDate,
  code: projectCode,
  period: calendarMonth,
} as const

export type PathParameter = keyof typeof pathParameters

/** The names of the parameters in a path. */
export function parametersIn(path: string): PathParameter[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name as PathParameter)
}
