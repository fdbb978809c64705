import { addDays } from 'timesheets-sdk/model'

/** How many people there are, and on how many working days each of them has logged time. */
export interface DatasetSize {
  readonly people: number
  /** Whole weeks of five. */
  readonly workingDays: number
}

export const entriesOfDay = 2
/** The week after the last one that has entries. It lies in the past, so that entries may be added around it. */
const endsBefore = '2025-12-29'
/** Entries are added to the last weeks; those before are approved. */
const openWeeks = 40

export const workingDaysOfWeek = 5

/** 10,000 entries, of the people that the load is of. */
export const small: DatasetSize = { people: 50, workingDays: 100 }
/** 10,000,000 entries: a large company's ten years. */
export const large: DatasetSize = { people: 2_000, workingDays: 2_500 }
/** 1,000,000 entries, for a look. */
export const middle: DatasetSize = { people: 2_000, workingDays: 250 }

export function entryCount({ people, workingDays }: DatasetSize): number {
  return people * workingDays * entriesOfDay
}

/** The days that can be written to begin here. */
export const firstOpenDay = addDays(endsBefore, -7 * openWeeks)
/** The days that are written to: those before the weeks that the small dataset has, so that what is read stays as it is. */
export const writtenDays = 7 * (openWeeks - weeksOf(small))

export function weeksOf({ workingDays }: DatasetSize): number {
  return workingDays / workingDaysOfWeek
}

/** The day on which a person logs time for the `index`th time. */
export function workingDay(size: DatasetSize, index: number): string {
  const week = Math.floor(index / workingDaysOfWeek)
  return addDays(endsBefore, 7 * (week - weeksOf(size)) + (index % workingDaysOfWeek))
}

/** @param index below 10,000 */
export function personId(index: number): string {
  return `auth0|scale-${String(10_000 + index).slice(1)}`
}
