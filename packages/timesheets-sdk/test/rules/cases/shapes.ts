import { created, type Entry, type RuleCase, rejected } from './rule-case.ts'

export function shapeCases(entry: Entry): RuleCase[] {
  const without = (member: keyof Entry) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => name !== member))
  const refused = (name: string, sent: RuleCase['entry'], code: string): RuleCase => ({
    name,
    caller: 'machine',
    entry: sent,
    verdict: rejected(code),
  })
  return [
    refused('no date', without('date'), 'missing_field'),
    refused('no project', without('project'), 'missing_field'),
    refused('no hours', without('hours'), 'missing_field'),
    refused('a member that there is not', { ...entry, proyect: 'ACME-42' }, 'unknown_field'),
    refused('hours as text', { ...entry, hours: 'seven' }, 'wrong_type'),
    refused('a truth that is none', { ...entry, billable: 'perhaps' }, 'wrong_type'),
    refused('a word for a date', { ...entry, date: 'yesterday' }, 'invalid_format'),
    refused('a day that does not exist', { ...entry, date: '2026-02-29' }, 'invalid_format'),
    refused('a year that is a slip', { ...entry, date: '0206-11-23' }, 'out_of_range'),
    refused('an empty project', { ...entry, project: '' }, 'too_short'),
    refused('a long project', { ...entry, project: 'x'.repeat(65) }, 'too_long'),
    refused('a project with a blank end', { ...entry, project: 'ACME-42 ' }, 'surrounding_space'),
    refused('a control character in a project', { ...entry, project: 'ACME\u000742' }, 'invalid_character'),
    refused('a long note', { ...entry, note: 'x'.repeat(2_001) }, 'too_long'),
    refused('a control character in a note', { ...entry, note: 'ring\u0007' }, 'invalid_character'),
    refused('a long externalId', { ...entry, externalId: 'x'.repeat(129) }, 'too_long'),
    refused('a long userId', { ...entry, userId: 'x'.repeat(256) }, 'too_long'),
    {
      name: 'the longest of everything',
      caller: 'machine',
      entry: {
        ...entry,
        project: 'x'.repeat(64),
        note: 'n'.repeat(2_000),
        externalId: entry.userId.padEnd(128, '-'),
      },
      verdict: created,
    },
    {
      name: 'every script, tabs and line breaks',
      caller: 'machine',
      entry: { ...entry, project: 'ПРОЕКТ-設計', note: '設計レビュー\n\t👩🏽‍💻 "=1+1"' },
      verdict: created,
    },
  ]
}
