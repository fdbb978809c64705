import type { ParsedClosePeriodRequest } from '../contract/periods.ts'
import { AmountSums } from '../model/amount-sums.ts'
import { addDays, addMonths, daysOfMonth } from '../model/calendar.ts'
import type { EventRecord } from '../model/event.ts'
import {
  type ClosingFigures,
  type ClosingRecord,
  hasAmounts,
  isInForce,
  isLate,
  type Obstacle,
  type PeriodColumn,
  type PeriodLine,
} from '../model/period.ts'
import type { Policy } from '../model/policy.ts'
import { type Caller, readsEveryone } from '../rules/access.ts'
import { mayClose, seesPeriods } from '../rules/closing.ts'
import { eventBy } from '../rules/event-of-change.ts'
import { noSuchClosing } from './not-found.ts'
import { HttpProblem, violationError } from './problem-error.ts'

/** @throws {ProblemError} `insufficient_scope` if the caller may not close periods */
export function checkMayClose(caller: Caller): void {
  if (!mayClose(caller))
    throw missing('closing periods', 'manage:timesheets, or approve:timesheets and approve:any')
}

/** @throws {ProblemError} `insufficient_scope` if the caller may not read everyone's hours */
export function checkReadsEveryone(caller: Caller): void {
  if (readsEveryone(caller)) return
  throw missing("reading everyone's hours", 'read:all-timesheets, or approve:timesheets and approve:any')
}

/** @throws {ProblemError} `insufficient_scope` if the caller may neither close periods nor read them */
export function checkSeesPeriods(caller: Caller): void {
  if (!seesPeriods(caller)) checkReadsEveryone(caller)
}

function missing(what: string, scopes: string) {
  return violationError({ code: 'insufficient_scope', message: `${what} requires ${scopes}`, path: '' })
}

/** The closing in force of a month. */
export function closingInForce(
  period: string,
  closings: readonly ClosingRecord[],
): ClosingRecord | undefined {
  return closings.find((closing) => closing.period === period && isInForce(closing))
}

/** A closing by its number, by default the newest. @throws {ProblemError} `not_found` */
export function closingOf(
  period: string,
  closings: readonly ClosingRecord[],
  version: number | undefined,
): ClosingRecord {
  const own = closings.filter((closing) => closing.period === period)
  const newest = Math.max(...own.map((closing) => closing.version))
  const found = own.find((closing) => closing.version === (version ?? newest))
  if (!found) throw noSuchClosing()
  return found
}

/**
 * Whether the amounts of a closing can be compared with those of the one before: closings of before amounts
 * were kept have none, and not every line differs because of that.
 */
export function comparesAmounts(closing: ClosingRecord, closings: readonly ClosingRecord[]): boolean {
  const isBefore = ({ period, version }: ClosingRecord) =>
    period === closing.period && version === closing.version - 1
  return hasAmounts(closing) && closings.filter(isBefore).every(hasAmounts)
}

/**
 * The closing that would be made now, to compare it with the newest of the month; `undefined`: the month is
 * closed, so that closing it again changes nothing.
 */
export function closingToCome(period: string, closings: readonly ClosingRecord[]) {
  if (closingInForce(period, closings)) return undefined
  const version = nextVersion(period, closings)
  const before = closings.filter((closing) => closing.period === period && closing.version === version - 1)
  const days = { from: firstDayToClose(period, closings), to: daysOfMonth(period).to }
  return { period, version, days, comparesAmounts: before.every(hasAmounts) }
}

/** The last day that a closing locks; `null`: none. The policy cannot unlock it: only reopening can. */
export function closedThrough(closings: readonly ClosingRecord[]): string | null {
  const last = lastClosed(closings)
  return last === undefined ? null : daysOfMonth(last.period).to
}

/**
 * The first day of which a closing takes hours: those of the months that are closed already count if they
 * were approved later. Hours before the first closing were paid by other means.
 */
export function firstDayToClose(period: string, closings: readonly ClosingRecord[]): string {
  const first = closings
    .filter(isInForce)
    .map((closing) => closing.period)
    .sort()[0]
  return daysOfMonth(first ?? period).from
}

/**
 * Checks that a month can be closed now: it has begun, and it follows the month that was closed last.
 * @throws {ProblemError} `period_out_of_order`, or `reason_required`
 */
export function checkClosing(
  period: string,
  closings: readonly ClosingRecord[],
  { force, reason }: ParsedClosePeriodRequest,
  today: string,
): void {
  if (force && reason === undefined) {
    throw new HttpProblem('reason_required', 'closing a month by force requires a reason')
  }
  const last = lastClosed(closings)
  const next = last && addMonths(last.period, 1)
  if (next !== undefined && period !== next) {
    const detail = `${last?.period} was closed last: close ${next} next, or reopen ${last?.period}`
    throw new HttpProblem('period_out_of_order', detail)
  }
  if (daysOfMonth(period).from > today) {
    throw new HttpProblem('period_out_of_order', `${period} has not begun: close it when it is over`)
  }
}

/** How many weeks stand in the way of a closing, by reason. */
export type ObstacleCounts = Map<Obstacle['reason'], number>

/**
 * Checks that nothing stands in the way, unless the closing is forced.
 * @throws {ProblemError} `period_not_ready`
 */
export function checkReady(
  period: string,
  counts: Readonly<ObstacleCounts>,
  { force }: Pick<ParsedClosePeriodRequest, 'force'>,
  today: string,
): void {
  if (force) return
  const { to } = daysOfMonth(period)
  const causes = [
    ...(today <= to ? [`it is not over before ${addDays(to, 1)} (UTC)`] : []),
    ...Array.from(counts, ([reason, count]) => `${count} ${reason}`),
  ]
  if (causes.length === 0) return
  const remedy = `list them with GET /periods/${period}/obstacles, or close it with force and a reason`
  throw new HttpProblem('period_not_ready', `${period} is not ready (${causes.join(', ')}): ${remedy}`)
}

/** Sums of lines, as they are read in order. */
export class LineSums {
  readonly #period: string
  #lastPerson: string | undefined
  readonly #amounts = new AmountSums()
  #sums = { lines: 0, people: 0, entries: 0, minutes: 0, billableMinutes: 0, lateMinutes: 0 }

  constructor(period: string) {
    this.#period = period
  }

  add(line: PeriodLine): void {
    const { userId, date, minutes, entries, billable } = line
    const sums = this.#sums
    sums.lines++
    if (userId !== this.#lastPerson) sums.people++
    this.#lastPerson = userId
    sums.entries += entries
    sums.minutes += minutes
    if (billable) sums.billableMinutes += minutes
    if (isLate(date, this.#period)) sums.lateMinutes += minutes
    this.#amounts.add(line)
  }

  figures(digest: string): ClosingFigures {
    return { digest, ...this.#sums, amounts: this.#amounts.list() }
  }
}

/** A change of periods: what to store, and its event. */
export interface PeriodDecision {
  readonly closing: ClosingRecord
  readonly policy: Policy
  readonly event: EventRecord
}

/** The number of the next closing of a month. */
export function nextVersion(period: string, closings: readonly ClosingRecord[]): number {
  return closings.filter((closing) => closing.period === period).length + 1
}

/** Closes a month, of whose lines these are the figures. */
export function decideClosing(
  caller: Caller,
  period: string,
  facts: {
    readonly closings: readonly ClosingRecord[]
    readonly policy: Policy
    readonly figures: ClosingFigures
    readonly columns: readonly PeriodColumn[]
    readonly obstacles: Readonly<ObstacleCounts>
  },
  { force, reason }: ParsedClosePeriodRequest,
  nowMs: number,
): PeriodDecision {
  const { closings, policy, figures, columns } = facts
  const { lockedThrough } = policy
  const { to } = daysOfMonth(period)
  const locks = lockedThrough === null || lockedThrough < to ? to : lockedThrough
  const closing: ClosingRecord = {
    period,
    version: nextVersion(period, closings),
    closedAtMs: nowMs,
    closedBy: caller.subject,
    reason: force ? (reason ?? null) : null,
    ...figures,
    columns,
    lockedThroughBefore: lockedThrough,
    reopenedAtMs: null,
    reopenedBy: null,
    reopenReason: null,
  }
  const obstacles = [...facts.obstacles.values()].reduce((sum, count) => sum + count, 0)
  const after = { version: closing.version, ...figures, obstacles, lockedThrough: locks }
  const change = { action: 'period.closed', subject: { type: 'period', period } } as const
  const event = eventBy(caller, nowMs, { ...change, before: { lockedThrough }, after })
  return { closing, policy: { ...policy, lockedThrough: locks }, event: { ...event, reason: closing.reason } }
}

/**
 * Reopens the month that was closed last: its days can change again.
 * @throws {ProblemError} `illegal_transition`, or `period_out_of_order` if a later month is closed
 */
export function decideReopening(
  caller: Caller,
  period: string,
  { closings, policy }: { readonly closings: readonly ClosingRecord[]; readonly policy: Policy },
  reason: string,
  nowMs: number,
): PeriodDecision {
  const closing = closingInForce(period, closings)
  if (!closing) throw new HttpProblem('illegal_transition', `${period} is not closed: nothing to reopen`)
  const last = lastClosed(closings)
  if (last && last.period !== period) {
    throw new HttpProblem('period_out_of_order', `${last.period} is closed, too: reopen it first`)
  }
  const { lockedThroughBefore: before } = closing
  const dayBefore = addDays(daysOfMonth(period).from, -1)
  const lockedThrough = before === null || before < dayBefore ? before : dayBefore
  const change = {
    action: 'period.reopened',
    subject: { type: 'period', period },
    before: { version: closing.version, digest: closing.digest, lockedThrough: policy.lockedThrough },
    after: { lockedThrough },
  } as const
  return {
    closing: { ...closing, reopenedAtMs: nowMs, reopenedBy: caller.subject, reopenReason: reason },
    policy: { ...policy, lockedThrough },
    event: { ...eventBy(caller, nowMs, change), reason },
  }
}

function lastClosed(closings: readonly ClosingRecord[]): ClosingRecord | undefined {
  return closings
    .filter(isInForce)
    .sort((a, b) => (a.period < b.period ? -1 : 1))
    .at(-1)
}
