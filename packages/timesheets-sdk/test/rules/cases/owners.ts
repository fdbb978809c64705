import { created, type Entry, type People, type RuleCase, rejected } from './rule-case.ts'

export function ownerCases({ userId, ...unnamed }: Entry, { other }: People): RuleCase[] {
  return [
    { name: 'a person names nobody', caller: 'person', entry: unnamed, verdict: created },
    { name: 'a person names themselves', caller: 'person', entry: { userId, ...unnamed }, verdict: created },
    {
      name: 'a person names somebody else',
      caller: 'person',
      entry: { ...unnamed, userId: other },
      verdict: rejected('not_your_timesheet'),
    },
    { name: 'a machine names a person', caller: 'machine', entry: { userId, ...unnamed }, verdict: created },
    {
      name: 'a machine names nobody',
      caller: 'machine',
      entry: unnamed,
      verdict: rejected('user_id_required'),
    },
    {
      name: 'alone: a person names somebody else',
      caller: 'person',
      via: 'single',
      entry: { ...unnamed, userId: other },
      verdict: rejected('not_your_timesheet'),
    },
    {
      name: 'alone: a machine names nobody',
      caller: 'machine',
      via: 'single',
      entry: unnamed,
      verdict: rejected('user_id_required'),
    },
  ]
}
