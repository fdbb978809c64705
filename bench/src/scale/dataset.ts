import { addDays } from 'timesheets-sdk/model'

/** The number of people, and the number of working days on which each of them has logged time. */
export interface DatasetSize {
  readonly people: number
  /** A multiple of five: whole weeks. */
  readonly workingDays: number
}

export const entriesOfDay = 2
/** The week after the last one with entries. It is in the past, so that entries may be added around it. */
const endsBefore = '2025-12-29'
/** Entries are added to the last weeks; earlier weeks are approved. */
const openWeeks = 40

export const workingDaysOfWeek = 5

/** 10,000 entries, of the people that the load uses. */
export const small: DatasetSize = { people: 50, workingDays: 100 }
/** 10,000,000 entries: a large company's ten years. */
export const large: DatasetSize = { people: 2_000, workingDays: 2_500 }
/** 1,000,000 entries, for a quick look. */
export const middle: DatasetSize = { people: 2_000, workingDays: 250 }

export function entryCount({ people, workingDays }: DatasetSize): number {
  return people * workingDays * entriesOfDay
}

/** The first day that may be written to. */
export const firstOpenDay = addDays(endsBefore, -7 * openWeeks)
/**
 * The days that are written to: before the weeks of the small dataset, so that the data read stays the same.
 */
export const writtenDays = 7 * (openWeeks - weeksOf(small))

export function weeksOf({ workingDays }: DatasetSize): number {
  return workingDays / workingDaysOfWeek
}

/** The date of a person's working day number `index`. */
export function workingDay(size: DatasetSize, index: number): string {
  const week = Math.floor(index / workingDaysOfWeek)
  return addDays(endsBefore, 7 * (week - weeksOf(size)) + (index % workingDaysOfWeek))
}

/** @param index below 10,000 */
export function personId(index: number): string {
  return `auth0|scale-${String(10_000 + index).slice(1)}`
}
