import { periodCsvHeader, periodCsvLine } from '../contract/periods.ts'
import { firstDayToClose } from '../decide/periods.ts'
import { daysOfMonth } from '../model/calendar.ts'
import { hoursFromMinutes, minutesFromHours } from '../model/hours.ts'
import { minorUnitsFor } from '../model/money.ts'
import {
  type ClosingRecord,
  isLate,
  type LinePosition,
  type PeriodChange,
  type PeriodColumn,
  type PeriodLine,
  pricedMembers,
} from '../model/period.ts'
import { rateOn } from '../rules/rates.ts'
import { termsOn } from '../rules/terms.ts'
import { groupBy } from './group-by.ts'
import type { MemoryStore } from './memory-store.ts'

/** The approved hours that no closing in force contains, by person, day, project and billable. */
export function linesToClose(store: MemoryStore, period: string): PeriodLine[] {
  const from = firstDayToClose(period, store.periods.closings)
  const { to } = daysOfMonth(period)
  const closedDays = new Set(store.periods.linesInForce().map(({ userId, date }) => `${date} ${userId}`))
  const entries = store
    .entries({ from, to, status: 'approved' })
    .filter(({ userId, date }) => !closedDays.has(`${date} ${userId}`))
  const groups = groupBy(entries, (entry) => JSON.stringify(keyOf(entry)))
  const lines = Array.from(groups.values(), (group): PeriodLine => {
    const [{ userId, date, project, billable }] = group as [(typeof group)[number]]
    const person = store.roster.person(userId)
    const terms = person && termsOn(person, date)
    const durations = group.map(({ hours }) => minutesFromHours(hours) ?? 0)
    const minutes = durations.reduce((sum, duration) => sum + duration, 0)
    const rate = rateOn(store.roster.projectOf(project), terms, date)
    const price = rate && {
      currency: rate.currency,
      rate: rate.minorUnits,
      amount: durations.reduce((sum, duration) => sum + minorUnitsFor(duration, rate.minorUnits), 0),
    }
    return {
      userId,
      name: terms?.name ?? '',
      kind: terms?.kind ?? 'unknown',
      date,
      project,
      client: store.roster.projectOf(project)?.client ?? '',
      billable,
      hours: hoursFromMinutes(minutes),
      minutes,
      entries: group.length,
      late: isLate(date, period),
      ...pricedMembers(price),
    }
  }).sort((a, b) => compare(keyOf(a), keyOf(b)))
  if (lines.some(hasRate)) return lines
  return lines.map(({ currency: _, noAmount: __, ...line }) => line)
}

/** Whether a line has an amount. */
export function hasRate({ rate }: PeriodLine): boolean {
  return rate !== undefined
}

/** The lines that differ from those of the closing before. */
export function differences(
  store: MemoryStore,
  { period, version }: Pick<ClosingRecord, 'period' | 'version'>,
  lines: readonly PeriodLine[],
  withAmounts: boolean,
): PeriodChange[] {
  const linesBefore = store.periods.linesOf({ period, version: version - 1 })
  const before = new Map(linesBefore.map((line) => [JSON.stringify(keyOf(line)), line]))
  const after = new Map(lines.map((line) => [JSON.stringify(keyOf(line)), line]))
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key): PeriodChange[] => {
      const [old, now] = [before.get(key), after.get(key)]
      const { userId, name, date, project, billable } = (now ?? old) as PeriodLine
      const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
      const row: PeriodChange = {
        change,
        userId,
        name,
        date,
        project,
        billable,
        minutesBefore: old?.minutes ?? 0,
        minutesAfter: now?.minutes ?? 0,
        kindBefore: old?.kind ?? null,
        kindAfter: now?.kind ?? null,
        clientBefore: old?.client ?? null,
        clientAfter: now?.client ?? null,
        amountBefore: (withAmounts && old?.amount) || null,
        amountAfter: (withAmounts && now?.amount) || null,
        currencyBefore: (withAmounts && old?.currency) || null,
        currencyAfter: (withAmounts && now?.currency) || null,
      }
      const isSame =
        row.minutesBefore === row.minutesAfter &&
        row.kindBefore === row.kindAfter &&
        row.clientBefore === row.clientAfter &&
        row.amountBefore === row.amountAfter &&
        row.currencyBefore === row.currencyAfter
      return isSame ? [] : [row]
    })
    .sort((a, b) => compare(keyOf(a), keyOf(b)))
}

/** The lines as the file for payroll. */
export function csvOf(lines: readonly PeriodLine[], columns: readonly PeriodColumn[]): string {
  return periodCsvHeader(columns) + lines.map((line) => periodCsvLine(line, columns)).join('')
}

/** The members that name a line within its closing, in the order of lists. */
export function keyOf({ userId, date, project, billable }: LinePosition): string[] {
  return [userId, date, project, billable ? '1' : '0']
}

/** Negative if `a` comes first. */
export function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index])
  if (at === -1) return 0
  return (a[at] as string) < (b[at] as string) ? -1 : 1
}
