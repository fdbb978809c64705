import { type HoursFilters, type HoursRow, memberOfGroup } from '../contract/hours-report.ts'
import type { HoursGroup } from '../model/hours.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { decimalText, noRate } from '../model/money.ts'
import type { Policy } from '../model/policy.ts'
import { type Caller, readingReachOf } from '../rules/access.ts'
import { maySeeAmounts } from '../rules/rates.ts'
import { keepsRoster } from '../rules/roster-access.ts'
import { HttpProblem, violationError } from './problem-error.ts'

/**
 * Denies amounts to callers who may not see them.
 * @throws {ProblemError} `amounts_not_allowed`
 */
export function denyAmounts(
  caller: Caller,
  { groupBy }: Pick<HoursFilters, 'groupBy'>,
  policy: Pick<Policy, 'managersSeeAmounts'>,
): void {
  if (!groupBy.includes('currency') || maySeeAmounts(caller, policy)) return
  const who =
    'manage:timesheets, approve:any or read:all-timesheets, and of managers the policy managersSeeAmounts'
  throw new HttpProblem('amounts_not_allowed', `amounts require ${who}: omit currency from groupBy`)
}

/**
 * The people whose hours a report that names nobody sums, as by {@link readingReachOf}. Administrators may
 * read the sums of projects, which the catalogue's budgets are compared with, but not the hours of people.
 */
export function hoursReachOf(
  caller: Caller,
  { everyone, groupBy }: Pick<HoursFilters, 'everyone' | 'groupBy'>,
): 'all' | 'managed' | 'own' {
  const isOfProjects = groupBy.every((group) => group === 'project' || group === 'client')
  return everyone === 'true' && isOfProjects && keepsRoster(caller) ? 'all' : readingReachOf(caller)
}

/**
 * The period of a report. Default: from the first of the month to today.
 * @throws {ProblemError} if `from` is after `to`
 */
export function hoursPeriod(
  { from, to }: Pick<HoursFilters, 'from' | 'to'>,
  nowMs: number,
): { readonly from: string; readonly to: string } {
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10)
  const first = from ?? `${last.slice(0, 7)}-01`
  if (first <= last) return { from: first, to: last }
  const message = `from, ${first}, is after to, ${last}${to === undefined ? ', today' : ''}`
  throw violationError({ code: 'out_of_range', message, path: '/from' })
}

/** The totals of a group. `key` has a text for each word of `groupBy`. */
export interface HoursSum {
  readonly key: readonly string[]
  readonly minutes: number
  readonly billableMinutes: number
  readonly entries: number
  /** If grouped by currency: the sum of the amounts, in the smallest unit of the currency. */
  readonly minorUnits?: number | null
}

/** A sum as a row of the report. `nameOf` returns a person's name in the roster; `undefined` if not in it. */
export function hoursRowOf(
  { key, minutes, billableMinutes, entries, minorUnits }: HoursSum,
  groupBy: readonly HoursGroup[],
  nameOf: (userId: string) => string | undefined,
): HoursRow {
  const groups = groupBy.flatMap((group, index): [string, unknown][] => {
    const word = key[index]
    const own: [string, unknown] = [memberOfGroup[group], group === 'billable' ? word === 'true' : word]
    const name = group === 'person' && word !== undefined ? nameOf(word) : undefined
    return name === undefined ? [own] : [own, ['name', name]]
  })
  return {
    ...(Object.fromEntries(groups) as Partial<HoursRow>),
    hours: hoursFromMinutes(minutes),
    billableHours: hoursFromMinutes(billableMinutes),
    entries,
    minutes,
    billableMinutes,
    ...(groupBy.includes('currency') ? amountOf(key[groupBy.indexOf('currency')] ?? '', minorUnits) : {}),
  }
}

function amountOf(currency: string, minorUnits: number | null | undefined) {
  if (currency !== '') return { amount: decimalText(minorUnits ?? 0, currency) }
  return { noAmount: noRate }
}
