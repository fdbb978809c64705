import { addDays, earliestDate, latestDate } from '../model/calendar.ts'
import type { DatedRates, ParsedProject, Project, ProjectRates } from '../model/catalogue.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { minorUnitsOf } from '../model/money.ts'
import type { Terms } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { isSameContent } from '../model/same-content.ts'
import { type CallerPermissions, readsEveryone } from './access.ts'
import { keepsRoster } from './roster-access.ts'

/** A request to add or replace a project. */
export interface ProjectRequest {
  readonly code: string
  readonly content: ParsedProject
  /** The present day, from which rates count by default. */
  readonly today: string
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

/**
 * A project after a request. Its rates count from their day until the next ones, which stay. Without rates,
 * the project has none from today on; earlier ones stay.
 */
export function projectAfter(
  before: Project | undefined,
  { code, content, today, nowMs }: ProjectRequest,
): Project {
  const { rates, budgetHours, ...record } = content
  const budget =
    budgetHours === undefined ? {} : { budgetHours: hoursFromMinutes(Math.round(budgetHours * 60)) }
  const history = before?.rateHistory ?? []
  const last = history.findLast(({ from }) => from <= today)
  const none = last && { from: today, currency: last.currency }
  const { from = before ? today : earliestDate, ...added } = rates ?? {}
  const row = rates ? ({ from, ...added } as DatedRates) : none
  const project = { code, ...record, ...budget, updatedAt: new Date(nowMs).toISOString() }
  return projectOn({ ...project, rateHistory: row ? withRates(history, row) : history }, today)
}

/** A project with the rates of a day, beside all of them. */
export function projectOn({ rates: _, rateHistory, ...project }: Project, date: string): Project {
  if (!rateHistory?.length) return project
  const rates = ratesOn(rateHistory, date)
  return { ...project, ...(rates ? { rates } : {}), rateHistory }
}

function ratesOn(history: readonly DatedRates[], date: string): ProjectRates | undefined {
  const current = history.findLast(({ from }) => from <= date)
  if (!current || !hasRate(current)) return undefined
  const { from: _, ...rates } = current
  return rates
}

function withRates(history: readonly DatedRates[], added: DatedRates): DatedRates[] {
  return [...history.filter(({ from }) => from !== added.from), added]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .filter((rates, index, rows) => {
      const previous = rows[index - 1]
      return previous ? !isSameContent({ ...previous, from: '' }, { ...rates, from: '' }) : hasRate(rates)
    })
}

function hasRate({ employee, contractor, groups }: ProjectRates): boolean {
  return employee !== undefined || contractor !== undefined || groups !== undefined
}

/** The days, both inclusive, on which two histories have different rates; `undefined`: none. */
export function daysOfOtherRates(
  before: readonly DatedRates[] = [],
  after: readonly DatedRates[] = [],
): { readonly from: string; readonly to: string } | undefined {
  const starts = [...new Set([...before, ...after].map(({ from }) => from))].sort()
  const differs = (date: string) => !isSameContent(ratesOn(before, date) ?? {}, ratesOn(after, date) ?? {})
  const first = starts.find(differs)
  if (first === undefined) return undefined
  const next = starts[starts.findLastIndex(differs) + 1]
  return { from: first, to: next === undefined ? latestDate : addDays(next, -1) }
}

/**
 * The price of an hour of a person on a day: that of their group, else of their kind, in the smallest unit of
 * the currency. `undefined`: the project has none for them on that day.
 */
export function rateOn(
  project: Pick<Project, 'rateHistory'> | undefined,
  terms: Pick<Terms, 'kind' | 'rateGroup'> | undefined,
  date: string,
): { readonly currency: string; readonly minorUnits: number } | undefined {
  const rates = project?.rateHistory?.findLast(({ from }) => from <= date)
  if (!rates || !terms) return undefined
  const ofGroup = terms.rateGroup === undefined ? undefined : rates.groups?.[terms.rateGroup]
  const rate = ofGroup ?? rates[terms.kind]
  const { currency } = rates
  return rate === undefined ? undefined : { currency, minorUnits: minorUnitsOf(rate, currency) }
}

/**
 * Whether the caller may see the price of hours: administrators of the catalogue, payroll, which reads
 * everyone's hours, and managers if the policy says so.
 */
export function maySeeAmounts(
  caller: CallerPermissions,
  { managersSeeAmounts }: Pick<Policy, 'managersSeeAmounts'>,
): boolean {
  if (keepsRoster(caller) || readsEveryone(caller)) return true
  return caller.scopes.has('approve:timesheets') && managersSeeAmounts
}
