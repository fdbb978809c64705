import { addDays, datesOfWeek, weekOf } from 'timesheets-sdk/model'

export const periodNames = ['thisWeek', 'lastWeek', 'thisMonth', 'lastMonth', 'thisYear'] as const
export type PeriodName = (typeof periodNames)[number]

/** Some days, from the first to the last. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** The dates of a named period, from its first to its last day. */
export function periodOf(name: PeriodName, today: string): Period {
  if (name === 'thisYear') return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` }
  if (name === 'thisWeek' || name === 'lastWeek') {
    const dates = datesOfWeek(weekOf(name === 'thisWeek' ? today : addDays(today, -7)))
    return { from: dates[0] ?? today, to: dates[6] ?? today }
  }
  const firstOfThis = `${today.slice(0, 7)}-01`
  const from = name === 'thisMonth' ? firstOfThis : `${addDays(firstOfThis, -1).slice(0, 7)}-01`
  // 31 days after the first is always in the next month.
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) }
}

/** The name of these dates today, if they have one. */
export function periodNameOf({ from, to }: Partial<Period>, today: string): PeriodName | undefined {
  return periodNames.find((name) => {
    const period = periodOf(name, today)
    return period.from === from && period.to === to
  })
}
