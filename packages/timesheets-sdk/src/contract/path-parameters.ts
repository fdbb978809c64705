import * as z from 'zod/mini'
import { calendarDate, isoWeek } from '../model/calendar-schemas.ts'
import { project, userIdOrMe } from '../model/entry.ts'

/**
 * What may stand in the place of each `{name}` of a path. Anything else names nothing that exists, and is answered with 404.
 * `userId` may be `me`, the caller.
 */
export const pathParameters = {
  id: z.uuid().check(z.describe('The id that the API gave it')),
  userId: userIdOrMe.check(z.describe('A person, by the identity claim of their token; me: the caller')),
  week: isoWeek,
  from: calendarDate,
  code: project,
} as const

export type PathParameter = keyof typeof pathParameters

/** The names of the parameters in a path. */
export function parametersIn(path: string): PathParameter[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name as PathParameter)
}
