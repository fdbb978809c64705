import { addDays } from '../../../src/model/calendar.ts'
import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function warningCases(entry: Entry, nextDay: string): RuleCase[] {
  const warned = { status: 'created', warnings: ['week_over_warning'] } as const
  const policy = { weeklyWarningHours: 15 }
  return [
    {
      name: 'a week reaches the hours that are warned of',
      caller: 'machine',
      policy,
      stored: [entry],
      entry: { ...entry, date: nextDay },
      verdict: created,
    },
    {
      name: 'a week passes the hours that are warned of',
      caller: 'machine',
      policy,
      stored: [entry],
      entry: { ...entry, date: nextDay, hours: 7.75 },
      verdict: warned,
    },
    {
      name: 'a warning goes along with a single entry',
      caller: 'person',
      via: 'single',
      policy,
      entry: { ...entry, hours: 16 },
      verdict: warned,
    },
    {
      name: 'a warning goes along with a correction',
      caller: 'machine',
      policy,
      stored: [{ ...entry, externalId: `warn ${entry.userId}` }],
      entry: { ...entry, hours: 16, externalId: `warn ${entry.userId}` },
      verdict: { status: 'updated', warnings: ['week_over_warning'] },
    },
    {
      name: 'a correction does not count its own hours twice',
      caller: 'machine',
      policy,
      stored: [{ ...entry, externalId: `warn ${entry.userId}` }],
      entry: { ...entry, hours: 14, externalId: `warn ${entry.userId}` },
      verdict: { status: 'updated' },
    },
    {
      name: 'an entry that comes from another week is counted in this one',
      caller: 'machine',
      policy,
      stored: [
        entry,
        { ...entry, date: addDays(entry.date, -7), hours: 10, externalId: `warn ${entry.userId}` },
      ],
      entry: { ...entry, date: nextDay, hours: 10, externalId: `warn ${entry.userId}` },
      verdict: { status: 'updated', warnings: ['week_over_warning'] },
    },
    {
      name: 'what is rejected is not warned of as well',
      caller: 'machine',
      policy,
      stored: [{ ...entry, hours: 20 }],
      entry: { ...entry, hours: 5 },
      verdict: rejected('day_over_maximum'),
    },
  ]
}
