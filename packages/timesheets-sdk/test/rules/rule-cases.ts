import { addDays, dayOfWeek } from '../../src/model/calendar.ts'
import type { NewEntry } from '../../src/model/entry.ts'
import type { PolicyPatch } from '../../src/model/policy.ts'
import type { WeekStatus } from '../../src/model/week.ts'

/**
 * One case of the table that rules, server, CLI and fake API are held against. Whoever runs it
 *
 * 1. has `stored` pushed in a batch by the caller, on an empty database with the default policy;
 * 2. sets the status of the week, and the policy, where the case names them;
 * 3. has `entry` sent by the same caller, and compares what becomes of it with `verdict`.
 */
export interface RuleCase {
  readonly name: string
  /** What differs from the default policy when `entry` is sent. */
  readonly policy?: PolicyPatch
  /** The status of the week of `people.own` that holds `date`. */
  readonly week?: { readonly date: string; readonly status: WeekStatus }
  readonly stored?: readonly NewEntry[]
  /** Who sends: the person `people.own`, or an application with a token of its own. */
  readonly caller: 'person' | 'machine'
  /** Alone (`POST /timesheets`), which refuses an `externalId` that is taken; default: in a batch of one. */
  readonly via?: 'single'
  /** As it is sent; it need not be an entry. */
  readonly entry: Readonly<Record<string, unknown>>
  readonly verdict: {
    readonly status: 'created' | 'updated' | 'unchanged' | 'rejected'
    /** The code of the problem that rejects it. */
    readonly code?: string
    /** The codes of the warnings that go along with it. */
    readonly warnings?: readonly string[]
  }
}

/** Whose entries the cases are. Give each case people of its own where the database is not emptied in between. */
export interface People {
  readonly own: string
  readonly other: string
}

const defaultPeople: People = { own: 'auth0|own', other: 'auth0|other' }

/**
 * The table. `today` is any date that is today somewhere; no case depends on being nearer to it than two days.
 */
export function ruleCases(today: string, people: People = defaultPeople): readonly RuleCase[] {
  // A Wednesday of some weeks ago, with the days around it in the same week.
  const day = addDays(today, -28 - dayOfWeek(today) + 2)
  const nextDay = addDays(day, 1)
  const weekBefore = addDays(day, -7)
  const entry = { userId: people.own, date: day, project: 'ACME-42', hours: 7.5 }
  const externalId = `case ${people.own}`

  return [
    ...hoursCases(entry),
    ...dayCases(entry, nextDay),
    ...dateCases(entry, today),
    ...lockCases(entry, externalId, weekBefore),
    ...externalIdCases(entry, externalId, people, nextDay),
    ...ownerCases(entry, people),
    ...shapeCases(entry),
    ...warningCases(entry, nextDay),
  ]
}

type Entry = NewEntry & { readonly userId: string }

const created = { status: 'created' } as const
const rejected = (code: string) => ({ status: 'rejected', code }) as const

function hoursCases(entry: Entry): RuleCase[] {
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

function dayCases(entry: Entry, nextDay: string): RuleCase[] {
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

function dateCases(entry: Entry, today: string): RuleCase[] {
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

function lockCases(entry: Entry, externalId: string, weekBefore: string): RuleCase[] {
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

function externalIdCases(entry: Entry, externalId: string, people: People, nextDay: string): RuleCase[] {
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
  ]
}

function ownerCases({ userId, ...unnamed }: Entry, { other }: People): RuleCase[] {
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

function shapeCases(entry: Entry): RuleCase[] {
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

function warningCases(entry: Entry, nextDay: string): RuleCase[] {
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
