import type { PolicyPatch } from '../../../src/model/policy.ts'
import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function hoursCases(entry: Entry): RuleCase[] {
  const withHours = (hours: number, verdict: RuleCase['verdict'], policy?: PolicyPatch): RuleCase => ({
    name: `${hours} hours${policy ? `, with ${JSON.stringify(policy)}` : ''}`,
    caller: 'machine',
    entry: { ...entry, hours },
    verdict,
    ...(policy && { policy }),
  })
  return [
    withHours(7.5, created),
    withHours(0.25, created),
    withHours(24, created),
    withHours(0, rejected('hours_not_positive')),
    withHours(-1, rejected('hours_not_positive')),
    withHours(24.25, rejected('hours_over_day')),
    withHours(100, rejected('hours_over_day')),
    withHours(7.123, rejected('hours_not_whole_minutes')),
    withHours(0.0001, rejected('hours_not_whole_minutes')),
    withHours(7.1, rejected('hours_off_increment')),
    withHours(0.3333, rejected('hours_off_increment')),
    withHours(0.3333, created, { incrementMinutes: 20 }),
    withHours(7.1, created, { incrementMinutes: 1 }),
    withHours(7.5, rejected('hours_off_increment'), { incrementMinutes: 60 }),
  ]
}
