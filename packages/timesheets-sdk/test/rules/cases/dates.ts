import { addDays } from '../../../src/model/calendar.ts'
import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function dateCases(entry: Entry, today: string): RuleCase[] {
  return [
    {
      name: 'today',
      caller: 'machine',
      entry: { ...entry, date: today },
      verdict: created,
    },
    {
      name: 'a few days ahead',
      caller: 'machine',
      entry: { ...entry, date: addDays(today, 5) },
      verdict: created,
    },
    {
      name: 'too far ahead',
      caller: 'machine',
      entry: { ...entry, date: addDays(today, 12) },
      verdict: rejected('date_too_far_ahead'),
    },
    {
      name: 'as far ahead as the policy allows',
      caller: 'machine',
      policy: { maxDaysAhead: 30 },
      entry: { ...entry, date: addDays(today, 28) },
      verdict: created,
    },
    {
      name: 'long ago',
      caller: 'machine',
      entry: { ...entry, date: '1999-12-31' },
      verdict: created,
    },
    {
      name: 'hours and date are wrong: the hours are told first',
      caller: 'machine',
      entry: { ...entry, date: addDays(today, 12), hours: 0 },
      verdict: rejected('hours_not_positive'),
    },
  ]
}
