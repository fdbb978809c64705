import { addDays, dayOfWeek } from '../../src/model/calendar.ts'
import { activityCases } from './cases/activity.ts'
import { dateCases } from './cases/dates.ts'
import { dayCases } from './cases/days.ts'
import { externalIdCases } from './cases/external-ids.ts'
import { hoursCases } from './cases/hours.ts'
import { lockCases } from './cases/locks.ts'
import { ownerCases } from './cases/owners.ts'
import { projectCases } from './cases/projects.ts'
import type { People, RuleCase } from './cases/rule-case.ts'
import { shapeCases } from './cases/shapes.ts'
import { termsCases } from './cases/terms.ts'
import { warningCases } from './cases/warnings.ts'

export type { People, RuleCase } from './cases/rule-case.ts'

const defaultPeople: People = { own: 'auth0|own', other: 'auth0|other' }

/** The table. `today` is any date that is today somewhere; every case keeps two days away from it. */
export function ruleCases(today: string, people: People = defaultPeople): readonly RuleCase[] {
  // A Wednesday of some weeks ago, with the days around it in the same week.
  const day = addDays(today, -28 - dayOfWeek(today) + 2)
  const nextDay = addDays(day, 1)
  const weekBefore = addDays(day, -7)
  const entry = { userId: people.own, date: day, project: 'ACME-42', hours: 7.5 }
  const externalId = `case ${people.own}`

  return [
    ...hoursCases(entry),
    ...dayCases(entry, nextDay),
    ...dateCases(entry, today),
    ...lockCases(entry, externalId, weekBefore),
    ...externalIdCases(entry, externalId, people, nextDay),
    ...ownerCases(entry, people),
    ...shapeCases(entry),
    ...warningCases(entry, nextDay),
    ...projectCases(entry, nextDay),
    ...activityCases(entry, nextDay),
    ...termsCases(entry, nextDay),
  ]
}
