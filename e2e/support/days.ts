import { addDays } from 'timesheets-sdk/model'

/** The calendar date of so many days ago, in UTC. */
export function daysAgo(days: number): string {
  return addDays(new Date().toISOString().slice(0, 10), -days)
}
