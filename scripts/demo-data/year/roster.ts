import type { NewPerson } from '../../../packages/timesheets-sdk/src/model/person.ts'
import { datesOfWeek, type Person } from '../../workspace.ts'
import { seededRandom } from '../random.ts'
import { activeFrom, isAwayAllWeek, usualHoursPerWeek } from '../working-pattern.ts'

/** Most of ABC sits in Europe; contractors sit everywhere. */
const offices = ['Europe/Berlin', 'Europe/Berlin', 'Europe/Lisbon', 'Europe/Dublin'] as const
const elsewhere = [
  'America/Lima',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Africa/Lagos',
  'America/Toronto',
] as const

/** A person of ABC as the roster has them. */
export function rosterEntry(person: Person): NewPerson {
  const random = seededRandom('place', person.email)
  return {
    name: person.name,
    email: person.email,
    kind: person.kind,
    ...(person.managerId === undefined ? {} : { managerId: person.managerId }),
    expectedHoursPerWeek: usualHoursPerWeek(person),
    activeFrom: activeFrom(person),
    timeZone: random.pick<string>(person.kind === 'employee' ? offices : elsewhere),
  }
}

export interface DemoAbsence {
  readonly userId: string
  readonly from: string
  readonly to: string
}

/**
 * The weeks, of those given, in which people are away. Employees log such days as holidays, contractors
 * nothing.
 */
export function absencesOf(people: readonly Person[], weeks: readonly string[]): DemoAbsence[] {
  return weeks.flatMap((week) => {
    const [monday = '', , , , friday = ''] = datesOfWeek(week)
    return people
      .filter((person) => person.kind === 'contractor' && isAwayAllWeek(person, monday))
      .map(({ userId }) => ({ userId, from: monday, to: friday }))
  })
}
