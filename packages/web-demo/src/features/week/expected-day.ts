import { type ExpectedDay, minutesFromHours } from 'timesheets-sdk/model'
import type { Texts } from '../../texts/index.ts'

/** The expected hours of a day and why, in a few words; `undefined`: nothing to tell. */
export function expectationText(day: ExpectedDay | undefined, { week }: Texts): string | undefined {
  if (!day || day.reason === 'inactive') return undefined
  if (day.reason === 'absence') return week.absent
  const hours = day.hours === 0 ? undefined : week.expectedOn(minutesFromHours(day.hours) ?? 0)
  return [day.name, hours].filter((part) => part !== undefined).join(', ') || undefined
}
