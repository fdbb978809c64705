import type { NewEntry } from '../../../src/model/entry.ts'
import { created, type Entry, type People, type RuleCase, rejected } from './rule-case.ts'

export function externalIdCases(
  entry: Entry,
  externalId: string,
  people: People,
  nextDay: string,
): RuleCase[] {
  const stored = [{ ...entry, externalId }]
  const named = { ...entry, externalId }
  const changes: Partial<NewEntry>[] = [
    { hours: 8 },
    { note: 'design review' },
    { project: 'ACME-43' },
    { billable: false },
    { date: nextDay },
  ]
  return [
    { name: 'a new name', caller: 'machine', entry: named, verdict: created },
    {
      name: 'the same name with the same content',
      caller: 'machine',
      stored,
      entry: named,
      verdict: { status: 'unchanged' },
    },
    {
      name: 'the same name with the defaults spelt out',
      caller: 'machine',
      stored,
      entry: { ...named, billable: true, note: '' },
      verdict: { status: 'unchanged' },
    },
    ...changes.map(
      (change): RuleCase => ({
        name: `the same name with other content: ${Object.keys(change)}`,
        caller: 'machine',
        stored,
        entry: { ...named, ...change },
        verdict: { status: 'updated' },
      }),
    ),
    {
      name: 'the same name with a person’s own content',
      caller: 'person',
      stored,
      entry: { ...named, hours: 8 },
      verdict: { status: 'updated' },
    },
    {
      name: 'a note is changed though the increment has become coarser',
      caller: 'machine',
      stored,
      policy: { incrementMinutes: 60 },
      entry: { ...named, note: 'design review' },
      verdict: { status: 'updated' },
    },
    {
      name: 'hours are changed against a coarser increment',
      caller: 'machine',
      stored,
      policy: { incrementMinutes: 60 },
      entry: { ...named, hours: 6.5 },
      verdict: rejected('hours_off_increment'),
    },
    {
      name: 'the same name for another person',
      caller: 'machine',
      stored: [{ ...named, userId: people.other }],
      entry: named,
      verdict: rejected('external_id_of_another_person'),
    },
    {
      name: 'the same content without a name is another entry',
      caller: 'machine',
      stored: [entry],
      entry,
      verdict: created,
    },
    {
      name: 'alone: the same name with the same content',
      caller: 'person',
      via: 'single',
      stored,
      entry: named,
      verdict: { status: 'unchanged' },
    },
    {
      name: 'alone: the same name with other content',
      caller: 'person',
      via: 'single',
      stored,
      entry: { ...named, hours: 8 },
      verdict: rejected('external_id_taken'),
    },
    {
      name: 'alone: the same name for another person',
      caller: 'machine',
      via: 'single',
      stored: [{ ...named, userId: people.other }],
      entry: named,
      verdict: rejected('external_id_taken'),
    },
    ...sourceCases(entry, externalId, people),
  ]
}

/** The clients of the table are `m2m-push`, and `spa` or `cli` for people. */
function sourceCases(entry: Entry, externalId: string, people: People): RuleCase[] {
  const named = { ...entry, externalId }
  const sources = (name: string, externalIds: 'overall' | 'per_person', ...clients: string[]) => ({
    sources: [{ name, clients, externalIds }],
  })
  return [
    {
      name: 'a source that the policy does not have',
      caller: 'machine',
      source: 'erp',
      entry: named,
      verdict: rejected('source_not_allowed'),
    },
    {
      name: 'a source of other clients',
      caller: 'machine',
      policy: sources('erp', 'overall', 'm2m-other'),
      source: 'erp',
      entry: named,
      verdict: rejected('source_not_allowed'),
    },
    {
      name: 'a source of the client has its own names',
      caller: 'machine',
      stored: [named],
      policy: sources('erp', 'overall', 'm2m-push'),
      source: 'erp',
      entry: named,
      verdict: created,
    },
    {
      name: 'a person in a source whose names are unique overall',
      caller: 'person',
      policy: sources('erp', 'overall', 'spa', 'cli'),
      source: 'erp',
      entry: named,
      verdict: rejected('source_not_allowed'),
    },
    {
      name: 'a person in a source whose names are unique per person',
      caller: 'person',
      policy: sources('trackers', 'per_person', 'spa', 'cli'),
      source: 'trackers',
      entry: named,
      verdict: created,
    },
    {
      name: 'the same name for another person where names are unique per person',
      caller: 'machine',
      stored: [{ ...named, userId: people.other }],
      policy: sources('m2m-push', 'per_person'),
      entry: named,
      verdict: created,
    },
    {
      name: 'a name of the time when names were unique overall',
      caller: 'machine',
      stored: [named],
      policy: sources('m2m-push', 'per_person'),
      entry: { ...named, hours: 8 },
      verdict: { status: 'updated' },
    },
    {
      name: 'alone: a source that the policy does not have',
      caller: 'machine',
      via: 'single',
      source: 'erp',
      entry: named,
      verdict: rejected('source_not_allowed'),
    },
  ]
}
