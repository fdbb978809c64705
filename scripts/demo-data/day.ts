import { dayOfWeek, type Person } from '../workspace.ts'
import { type DemoProject, holiday, sickLeave, training } from './projects.ts'
import { type SeededRandom, seededRandom } from './random.ts'
import {
  activeFrom,
  forgetsWeek,
  isAwayAllWeek,
  type WorkingPattern,
  workingPattern,
} from './working-pattern.ts'

export interface Work {
  readonly project: DemoProject
  readonly quarterHours: number
  readonly note: string
}

// New Year, Labour Day, Christmas: the holidays that most of ABC's offices share.
const publicHolidays = new Set(['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'])
const saturday = 5

/** A person's entries of a day: none, or one to three. */
export function workOn(person: Person, date: string): Work[] {
  if (date < activeFrom(person) || forgetsWeek(person, date)) return []
  const random = seededRandom('day', person.email, date)
  const pattern = workingPattern(person, date)
  if (!pattern.weekdays.includes(dayOfWeek(date))) return extraWork(date, pattern, random)

  const wholeDay = (project: DemoProject) =>
    person.kind === 'employee' ? [workOf(project, pattern.quarterHoursPerDay, random)] : []
  if (publicHolidays.has(date.slice(5)) || isAwayAllWeek(person, date)) return wholeDay(holiday)
  if (random.chance(0.02)) return wholeDay(sickLeave)
  if (person.kind === 'employee' && random.chance(0.03)) return wholeDay(training)

  const quarterHours = pattern.quarterHoursPerDay + random.pick([-2, -1, 0, 0, 0, 0, 0, 1, 2, 4])
  const parts = split(quarterHours, random.pick([1, 1, 2, 2, 2, 3]), random)
  return parts.map((part, index) => {
    const project =
      pattern.projects[index] ??
      (index === 1 && random.chance(0.3) ? training : random.pick(pattern.projects))
    return workOf(project, part, random)
  })
}

/** Now and then somebody works on a Saturday: reviewers look at that. */
function extraWork(date: string, pattern: WorkingPattern, random: SeededRandom): Work[] {
  if (dayOfWeek(date) !== saturday || !random.chance(0.015)) return []
  return [workOf(random.pick(pattern.projects), random.integer(8, 20), random)]
}

function workOf(project: DemoProject, quarterHours: number, random: SeededRandom): Work {
  return { project, quarterHours, note: random.pick(project.notes) }
}

/** Splits a day into parts of an hour or more, the longest first. */
function split(quarterHours: number, count: number, random: SeededRandom): number[] {
  const parts: number[] = []
  let left = quarterHours
  for (let open = count; open > 1; open--) {
    const part = random.integer(4, Math.max(4, Math.floor(left / open)))
    parts.push(part)
    left -= part
  }
  return [left, ...parts].toSorted((a, b) => b - a)
}
