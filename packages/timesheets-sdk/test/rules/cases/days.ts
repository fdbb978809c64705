import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function dayCases(entry: Entry, nextDay: string): RuleCase[] {
  const stored = [{ ...entry, hours: 16, externalId: `day ${entry.userId}` }]
  const again = { ...entry, externalId: `day ${entry.userId}` }
  return [
    {
      name: 'a day is filled to its maximum',
      caller: 'machine',
      stored,
      entry: { ...entry, hours: 8 },
      verdict: created,
    },
    {
      name: 'a day is filled beyond its maximum',
      caller: 'machine',
      stored,
      entry: { ...entry, hours: 8.25 },
      verdict: rejected('day_over_maximum'),
    },
    {
      name: 'another day is not counted in',
      caller: 'machine',
      stored,
      entry: { ...entry, date: nextDay, hours: 8.25 },
      verdict: created,
    },
    {
      name: 'a single entry has more than the policy allows a day',
      caller: 'machine',
      policy: { maxHoursPerDay: 7 },
      entry,
      verdict: rejected('day_over_maximum'),
    },
    {
      name: 'an entry is corrected on a full day: its own hours are not counted twice',
      caller: 'machine',
      stored,
      entry: { ...again, hours: 24 },
      verdict: { status: 'updated' },
    },
    {
      name: 'an entry is raised beyond the maximum of its day',
      caller: 'machine',
      stored: [...stored, { ...entry, hours: 4 }],
      entry: { ...again, hours: 20.25 },
      verdict: rejected('day_over_maximum'),
    },
    {
      name: 'an entry is lowered on a day that is over a maximum that was lowered since',
      caller: 'machine',
      stored,
      policy: { maxHoursPerDay: 10 },
      entry: { ...again, hours: 15 },
      verdict: { status: 'updated' },
    },
    {
      name: 'an entry is moved to a full day',
      caller: 'machine',
      stored: [...stored, { ...entry, date: nextDay, hours: 16 }],
      entry: { ...again, date: nextDay, hours: 16 },
      verdict: rejected('day_over_maximum'),
    },
  ]
}
