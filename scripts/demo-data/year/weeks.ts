import { addDays, dayOfWeek, type Person, weekOf } from '../../workspace.ts'
import { seededRandom } from '../random.ts'

/** The weeks of the year before the week of `today`, the oldest first. */
export function weeksBefore(today: string, count = 51): string[] {
  const monday = addDays(today, -dayOfWeek(today))
  return Array.from({ length: count }, (_, index) => weekOf(addDays(monday, -7 * (count - index))))
}

/** The life of a person's week, with times in hours after its first Monday. */
export interface WeekFate {
  /** `null`: it is not submitted. */
  readonly submittedAfterHours: number | null
  readonly decision: 'approve' | 'reject' | 'reject-and-approve' | null
}

const friday = 4 * 24
const hoursOfSubmitting = [friday + 15, friday + 17, 7 * 24 + 7]

/** @param age how many weeks ago it was: the last two are still being decided on */
export function fateOf(person: Person, week: string, age: number): WeekFate {
  const random = seededRandom('fate', person.email, week)
  const submittedAfterHours = random.pick(hoursOfSubmitting)
  if (age === 1) {
    if (random.chance(0.18)) return { submittedAfterHours: null, decision: null }
    if (random.chance(0.06)) return { submittedAfterHours, decision: 'reject' }
    return { submittedAfterHours, decision: random.chance(0.2) ? 'approve' : null }
  }
  if (age === 2) {
    if (random.chance(0.05)) return { submittedAfterHours: null, decision: null }
    if (random.chance(0.04)) return { submittedAfterHours, decision: 'reject' }
    return { submittedAfterHours, decision: random.chance(0.92) ? 'approve' : null }
  }
  return { submittedAfterHours, decision: random.chance(0.03) ? 'reject-and-approve' : 'approve' }
}

/** Reasons for which ABC's managers reject weeks. */
export const rejectReasons = [
  'Friday is missing: please add it',
  'Wednesday belongs to the other project of the same client',
  'Please say in the note what the workshop was about',
  'The travel time is missing',
]
