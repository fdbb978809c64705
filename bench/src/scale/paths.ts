import { userCursorOf } from 'timesheets-sdk/contract'
import { addDays, weekOf } from 'timesheets-sdk/model'
import { type DatasetSize, personId, small, workingDay, workingDaysOfWeek } from './dataset.ts'

/** The requests to a database of a given size: `number` and `person` differ with each request. */
export type PathOf = (size: DatasetSize, number: number, person: number) => string

const pageSize = 100

/** 100 entries of a person. */
export function pagePath(size: DatasetSize, number: number, person: number): string {
  // Far enough from the end for a full page of a hundred, with another day and person each time.
  const day = dayOf(size, number, pageSize / 2)
  return `/timesheets?userId=${userOf(size, person)}&from=${day}&limit=${pageSize}`
}

/** A week: its hours, expected hours, flags and actions. */
export function weekPath(size: DatasetSize, number: number, person: number): string {
  return `/weeks/${userOf(size, person)}/${weekOf(dayOf(size, number, 0))}`
}

// The page holds as many people as the small dataset has, which are read at once.
const missingPageSize = 25

/** The missing report, beginning at a person. The last weeks are open, so everybody is in it. */
export function missingPath(size: DatasetSize, number: number, person: number): string {
  const weeks = small.workingDays / workingDaysOfWeek
  const week = weekOf(workingDay(size, size.workingDays - workingDaysOfWeek * (1 + (number % weeks))))
  const after = personId(person % (size.people - missingPageSize))
  return `/reports/missing?week=${week}&limit=${missingPageSize}&cursor=${userCursorOf(after)}`
}

/** The hours of a person in four weeks, by project and week. */
export function hoursPath(size: DatasetSize, number: number, person: number): string {
  const from = dayOf(size, number, 4 * workingDaysOfWeek)
  const query = `userId=${userOf(size, person)}&from=${from}&to=${addDays(from, 27)}`
  return `/reports/hours?${query}&groupBy=project,week&status=any`
}

function userOf({ people }: DatasetSize, person: number): string {
  return encodeURIComponent(personId(person % people))
}

/** A working day that is followed by a number of others. */
function dayOf(size: DatasetSize, number: number, after: number): string {
  return workingDay(size, (number * 613) % (size.workingDays - after))
}
