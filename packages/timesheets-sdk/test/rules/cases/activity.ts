import type { NewPerson } from '../../../src/model/person.ts'
import { created, type Entry, type RuleCase } from './rule-case.ts'

/** Entries around the first and the last day of their person: stored, with a warning outside. */
export function activityCases(entry: Entry, nextDay: string): RuleCase[] {
  const person = (activeFrom: string, activeTo?: string): NewPerson => ({
    name: 'Own',
    kind: 'employee',
    expectedHoursPerWeek: 40,
    activeFrom,
    ...(activeTo === undefined ? {} : { activeTo }),
  })
  const warned = { ...created, warnings: ['person_inactive'] }
  return [
    {
      name: 'on the last day of the person',
      caller: 'machine',
      person: person('2020-01-01', entry.date),
      entry,
      verdict: created,
    },
    {
      name: 'after the last day of the person',
      caller: 'machine',
      person: person('2020-01-01', entry.date),
      entry: { ...entry, date: nextDay },
      verdict: warned,
    },
    {
      name: 'before the first day of the person',
      caller: 'person',
      person: person(nextDay),
      entry,
      verdict: warned,
    },
  ]
}
