import { addDays } from '../../../src/model/calendar.ts'
import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function projectCases(entry: Entry, nextDay: string): RuleCase[] {
  const refuse = { unlistedProjects: 'refuse' } as const
  const listed = { [entry.project]: { name: 'Warehouse move', activeTo: entry.date } }
  const other = { ...entry, project: 'NOT-LISTED' }
  const externalId = `project ${entry.userId}`
  return [
    {
      name: 'without a catalogue any project is good',
      caller: 'machine',
      policy: refuse,
      entry: other,
      verdict: created,
    },
    {
      name: 'a project of the catalogue, on its last day',
      caller: 'machine',
      policy: refuse,
      projects: listed,
      entry,
      verdict: created,
    },
    {
      name: 'a project that is not in the catalogue is refused',
      caller: 'person',
      policy: refuse,
      projects: listed,
      entry: other,
      verdict: rejected('project_unlisted'),
    },
    {
      name: 'a project that has ended is refused',
      caller: 'person',
      via: 'single',
      policy: refuse,
      projects: listed,
      entry: { ...entry, date: nextDay },
      verdict: rejected('project_inactive'),
    },
    {
      name: 'a project that is not in the catalogue is warned of',
      caller: 'machine',
      projects: listed,
      entry: other,
      verdict: { status: 'created', warnings: ['project_unlisted'] },
    },
    {
      name: 'hours on a project that is not listed any more can be corrected',
      caller: 'machine',
      policy: refuse,
      projects: listed,
      stored: [{ ...other, externalId }],
      entry: { ...other, hours: 1, externalId },
      verdict: { status: 'updated' },
    },
    {
      name: 'an entry is not moved to another day of a project that is not listed any more',
      caller: 'machine',
      policy: refuse,
      projects: listed,
      stored: [{ ...other, externalId }],
      entry: { ...other, date: addDays(entry.date, -1), externalId },
      verdict: rejected('project_unlisted'),
    },
  ]
}
