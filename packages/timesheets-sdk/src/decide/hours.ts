import { type HoursFilters, type HoursRow, memberOfGroup } from '../contract/hours-report.ts'
import type { HoursGroup } from '../model/hours.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { violationError } from './problem-error.ts'

/** The period of a report: to this day, from the first of its month. @throws {ProblemError} where it ends before it begins */
export function hoursPeriod(
  { from, to }: Pick<HoursFilters, 'from' | 'to'>,
  nowMs: number,
): { readonly from: string; readonly to: string } {
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10)
  const first = from ?? `${last.slice(0, 7)}-01`
  if (first <= last) return { from: first, to: last }
  const message = `from, ${first}, lies after to, ${last}${to === undefined ? ', today' : ''}`
  throw violationError({ code: 'out_of_range', message, path: '/from' })
}

/** What the entries of a group come to. `key` has a text for each word of `groupBy`. */
export interface HoursSum {
  readonly key: readonly string[]
  readonly minutes: number
  readonly billableMinutes: number
  readonly entries: number
}

/** A sum as a row of the report. `nameOf`: what the roster calls a person; `undefined`: they are not in it. */
export function hoursRowOf(
  { key, minutes, billableMinutes, entries }: HoursSum,
  groupBy: readonly HoursGroup[],
  nameOf: (userId: string) => string | undefined,
): HoursRow {
  const groups = groupBy.flatMap((group, index): [string, unknown][] => {
    const word = key[index]
    const own: [string, unknown] = [memberOfGroup[group], word]
    const name = group === 'person' && word !== undefined ? nameOf(word) : undefined
    return name === undefined ? [own] : [own, ['name', name]]
  })
  return {
    ...(Object.fromEntries(groups) as Partial<HoursRow>),
    hours: hoursFromMinutes(minutes),
    billableHours: hoursFromMinutes(billableMinutes),
    entries,
  }
}
