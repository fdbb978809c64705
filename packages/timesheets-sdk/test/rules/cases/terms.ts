import { addDays } from '../../../src/model/calendar.ts'
import type { NewPerson } from '../../../src/model/person.ts'
import { created, type Entry, type RuleCase } from './rule-case.ts'

/**
 * Terms with a history, patterns of weekdays and public holidays: none of them keeps an entry away, and the
 * week tells what is expected and what is unusual. The entry is on a Wednesday.
 */
export function termsCases(entry: Entry, nextDay: string): RuleCase[] {
  const person = (more: Partial<NewPerson> = {}): NewPerson => ({
    name: 'Own',
    kind: 'employee',
    expectedHoursPerWeek: 40,
    activeFrom: '2020-01-01',
    ...more,
  })
  const policy = {
    holidayCalendars: [
      { name: 'WHOLE', days: [{ date: entry.date, name: 'A holiday' }] },
      { name: 'HALF', days: [{ date: entry.date, name: 'Half a holiday', half: true }] },
    ],
  }
  const first = addDays(entry.date, -2)
  const week = (expectedHours: number, ...flags: string[]) => ({
    ...created,
    week: { expectedHours, flags: [...flags, 'below_expected'] },
  })
  return [
    {
      name: 'on a free day of the pattern of a person who works on Saturdays',
      caller: 'machine',
      person: person({ expectedHoursPerWeek: 36, hoursByWeekday: [8, 8, 0, 8, 8, 4, 0] }),
      entry,
      verdict: week(36, 'weekend'),
    },
    {
      name: 'in a week of four days by the pattern',
      caller: 'person',
      person: person({ expectedHoursPerWeek: 36, hoursByWeekday: [9, 9, 9, 9, 0, 0, 0] }),
      entry,
      verdict: week(36),
    },
    {
      name: 'in a week in which other terms begin: each day by its own',
      caller: 'machine',
      person: person(),
      laterTerms: [person({ expectedHoursPerWeek: 20, from: nextDay })],
      entry,
      verdict: week(32),
    },
    {
      name: 'before other terms begin: they change no week before',
      caller: 'machine',
      person: person(),
      laterTerms: [person({ expectedHoursPerWeek: 20, from: first })],
      entry: { ...entry, date: addDays(entry.date, -7) },
      verdict: week(40),
    },
    {
      name: 'on a public holiday at the place of the person',
      caller: 'person',
      policy,
      person: person({ holidayCalendar: 'WHOLE' }),
      entry,
      verdict: week(32, 'hours_on_holiday'),
    },
    {
      name: 'on half a public holiday',
      caller: 'machine',
      policy,
      person: person({ holidayCalendar: 'HALF' }),
      entry,
      verdict: week(36),
    },
    {
      name: 'on a public holiday of another place',
      caller: 'machine',
      policy,
      person: person(),
      entry,
      verdict: week(40),
    },
    {
      name: 'on a public holiday of the place where the person lives later',
      caller: 'machine',
      policy,
      person: person(),
      laterTerms: [person({ holidayCalendar: 'WHOLE', from: nextDay })],
      entry,
      verdict: week(40),
    },
  ]
}
