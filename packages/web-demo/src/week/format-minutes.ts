import { clockText } from 'timesheets-sdk/model'

/** Minutes as `7:30`, the way cells echo them. */
export function formatMinutes(minutes: number): string {
  return clockText(Math.round(minutes))
}
