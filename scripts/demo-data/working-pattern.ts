import { type Person, weekOf } from '../workspace.ts'
import { clientProjects, type DemoProject, management, sales } from './projects.ts'
import { seededRandom } from './random.ts'

/** How a person works, in one calendar quarter. */
export interface WorkingPattern {
  /** 0 for Monday to 4 for Friday. */
  readonly weekdays: readonly number[]
  readonly quarterHoursPerDay: number
  /** The first takes most of the time. */
  readonly projects: readonly DemoProject[]
}

const wholeWeek = [0, 1, 2, 3, 4]

/**
 * Full-timers work 8 hours on five days; every sixth employee is part-time, on fewer days or shorter ones;
 * contractors work on two to four days. A person keeps days and hours; projects change with the quarter.
 */
export function workingPattern(person: Person, date: string): WorkingPattern {
  return { ...workingTime(person), projects: projectsOf(person, date) }
}

function workingTime(person: Person): Pick<WorkingPattern, 'weekdays' | 'quarterHoursPerDay'> {
  const random = seededRandom('contract', person.email)
  if (person.kind === 'contractor') {
    return {
      weekdays: someWeekdays(random.integer(2, 4), random),
      quarterHoursPerDay: random.pick([28, 32, 34]),
    }
  }
  const isPartTime = person.role === 'member' && random.chance(1 / 6)
  if (!isPartTime) return { weekdays: wholeWeek, quarterHoursPerDay: 32 }
  return random.chance(0.5)
    ? { weekdays: someWeekdays(random.integer(3, 4), random), quarterHoursPerDay: 32 }
    : { weekdays: wholeWeek, quarterHoursPerDay: random.pick([16, 20, 24]) }
}

function someWeekdays(count: number, random: ReturnType<typeof seededRandom>): number[] {
  const left = [...wholeWeek]
  while (left.length > count) left.splice(random.integer(0, left.length - 1), 1)
  return left
}

function projectsOf(person: Person, date: string): readonly DemoProject[] {
  const quarter = `${date.slice(0, 4)}-${Math.ceil(Number(date.slice(5, 7)) / 3)}`
  const random = seededRandom('projects', person.email, quarter)
  if (person.role !== 'member') return [management, sales, random.pick(clientProjects)]
  const count = person.kind === 'contractor' ? random.integer(1, 2) : random.integer(1, 3)
  return Array.from({ length: count }, () => random.pick(clientProjects))
}

/** Whether a person is away for the whole week of a date. */
export function isAwayAllWeek(person: Person, date: string): boolean {
  return seededRandom('away', person.email, weekOf(date)).chance(1 / 15)
}

/** Now and then somebody forgets to log a week that they worked, so that managers have somebody to remind. */
export function forgetsWeek(person: Person, date: string): boolean {
  return person.role === 'member' && seededRandom('forgets', person.email, weekOf(date)).chance(1 / 60)
}

/** The hours that a person works in a usual week. */
export function usualHoursPerWeek(person: Person): number {
  const { weekdays, quarterHoursPerDay } = workingTime(person)
  return (weekdays.length * quarterHoursPerDay) / 4
}

// A few joined in the year that the demo plays in: nothing is expected of them before.
const joiningDates = ['2026-02-02', '2026-05-04', '2026-09-01', '2026-10-05']

/** The date on which a person joined ABC. */
export function activeFrom(person: Person): string {
  const random = seededRandom('joined', person.email)
  if (person.role === 'member' && random.chance(1 / 25)) return random.pick(joiningDates)
  return `${random.integer(2016, 2025)}-${random.pick(['01', '04', '07', '10'])}-01`
}
