import { addDays, dayOfWeek, type Person } from '../workspace.ts'
import { workOn } from './day.ts'

/** A row of the file that ABC's project system writes for the nightly push. */
export interface DemoEntry {
  readonly userId: string
  readonly date: string
  readonly project: string
  readonly hours: number
  readonly note: string
  readonly billable: boolean
  readonly externalId: string
}

const weeks = 8

/** The days that the file covers: eight ISO weeks up to the Friday of the week that `today` is in. */
export function demoPeriod(today: string): { readonly from: string; readonly to: string } {
  const monday = addDays(today, -dayOfWeek(today))
  return { from: addDays(monday, -7 * (weeks - 1)), to: addDays(monday, 4) }
}

/**
 * The entries of `people` from `from` to `to`, day by day. An entry depends on its person, date and place in
 * the day alone, its `externalId` too: next week's file has the same rows for the weeks that both have.
 */
export function* demoEntries(
  people: readonly Person[],
  { from, to }: { readonly from: string; readonly to: string },
): Generator<DemoEntry> {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    for (const person of people) {
      for (const [index, { project, quarterHours, note }] of workOn(person, date).entries()) {
        yield {
          userId: person.userId,
          date,
          project: project.code,
          hours: quarterHours / 4,
          note,
          billable: project.billable,
          externalId: `${person.nickname}-${date}-${index + 1}`,
        }
      }
    }
  }
}
