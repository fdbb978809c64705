import { addDays } from '../../../src/model/calendar.ts'
import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function lockCases(entry: Entry, externalId: string, weekBefore: string): RuleCase[] {
  const stored = [{ ...entry, externalId }]
  const statuses = ['submitted', 'approved'] as const
  return [
    ...statuses.flatMap((status): RuleCase[] => {
      const week = { date: entry.date, status }
      return [
        {
          name: `a new entry in a week that is ${status}`,
          caller: 'machine',
          week,
          entry,
          verdict: rejected('week_locked'),
        },
        {
          name: `other content in a week that is ${status}`,
          caller: 'machine',
          week,
          stored,
          entry: { ...entry, externalId, note: 'late' },
          verdict: rejected('week_locked'),
        },
        {
          name: `the same content again in a week that is ${status}`,
          caller: 'machine',
          week,
          stored,
          entry: { ...entry, externalId },
          verdict: { status: 'unchanged' },
        },
        {
          name: `an entry is moved into a week that is ${status}`,
          caller: 'machine',
          week,
          stored: [{ ...entry, externalId, date: weekBefore }],
          entry: { ...entry, externalId },
          verdict: rejected('week_locked'),
        },
        {
          name: `an entry is moved out of a week that is ${status}`,
          caller: 'machine',
          week,
          stored,
          entry: { ...entry, externalId, date: weekBefore },
          verdict: rejected('week_locked'),
        },
      ]
    }),
    {
      name: 'a week that was rejected is open',
      caller: 'machine',
      week: { date: entry.date, status: 'rejected' },
      entry,
      verdict: created,
    },
    {
      name: 'the week of another time is locked',
      caller: 'machine',
      week: { date: weekBefore, status: 'approved' },
      entry,
      verdict: created,
    },
    {
      name: 'the lock is told, whatever else is wrong',
      caller: 'machine',
      week: { date: entry.date, status: 'approved' },
      entry: { ...entry, hours: 100 },
      verdict: rejected('week_locked'),
    },
    {
      name: 'the last day of a closed period',
      caller: 'machine',
      policy: { lockedThrough: entry.date },
      entry,
      verdict: rejected('period_locked'),
    },
    {
      name: 'the day after a closed period',
      caller: 'machine',
      policy: { lockedThrough: addDays(entry.date, -1) },
      entry,
      verdict: created,
    },
    {
      name: 'an entry is moved out of a closed period',
      caller: 'machine',
      policy: { lockedThrough: weekBefore },
      stored: [{ ...entry, externalId, date: weekBefore }],
      entry: { ...entry, externalId },
      verdict: rejected('period_locked'),
    },
    {
      name: 'a closed period is told before a locked week',
      caller: 'machine',
      policy: { lockedThrough: entry.date },
      week: { date: entry.date, status: 'approved' },
      entry,
      verdict: rejected('period_locked'),
    },
  ]
}
