import { type Event, eventContentOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { logWords } from '../../../src/features/settings/log-words.ts'
import { settingsDe } from '../../../src/features/settings/texts-de.ts'
import { settingsEn } from '../../../src/features/settings/texts-en.ts'
import { formatsOf } from '../../../src/texts/formats.ts'

const names: Readonly<Record<string, string>> = { ada: 'Ada Lovelace', grace: 'Grace Hopper' }

/** The lines of an event in the log. */
function said(type: Event['subject']['type'], before: unknown, after: unknown, language: 'en' | 'de' = 'en') {
  const texts = language === 'en' ? settingsEn : settingsDe
  const words = logWords({
    texts,
    formats: formatsOf(language),
    nameOf: (userId) => names[userId] ?? userId,
    projectOf: (code) => `Robots (${code})`,
    policyWords: (_, value) => (value as readonly { name: string }[]).map(({ name }) => name).join(),
  })
  const { facts, changes } = eventContentOf({ subject: { type }, before, after } as Event)
  return [
    ...facts.map(({ member, value }) => words(member, value)),
    ...changes.map(
      (change) =>
        `${texts.members[change.member] ?? texts.fields[change.member]}: ${words(change.member, change.before)} → ${words(change.member, change.after)}`,
    ),
  ]
}

const ada = {
  userId: 'x',
  name: 'Ada',
  kind: 'employee',
  managerId: 'ada',
  expectedHoursPerWeek: 40,
  activeFrom: '2026-01-01',
  updatedAt: 'then',
  terms: [{ from: '2026-01-01', name: 'Ada', kind: 'employee', expectedHoursPerWeek: 40 }],
}

it('says changes of a person in words: names, dates, hours and weekdays', () => {
  const after = {
    ...ada,
    kind: 'contractor',
    managerId: 'grace',
    expectedHoursPerWeek: 38.5,
    hoursByWeekday: [8, 8, 8, 8, 6.5, 0, 0],
    activeTo: '2026-12-31',
    updatedAt: 'now',
    terms: [],
  }
  expect(said('person', ada, after)).toEqual([
    'Kind: Employee → Contractor',
    'Manager: Ada Lovelace → Grace Hopper',
    'Hours a week: 40:00 → 38:30',
    'Hours on each weekday: nothing → Mon 8:00, Tue 8:00, Wed 8:00, Thu 8:00, Fri 6:30, Sat 0:00 and Sun 0:00',
    'Last day: nothing → Thu, 31 Dec 2026',
  ])
  expect(said('person', ada, after, 'de')).toContain('Letzter Tag: nichts → Do., 31. Dez. 2026')
})

it('says terms that count from a later day, which change nothing of today', () => {
  const later = {
    from: '2027-01-01',
    name: 'Ada',
    kind: 'employee',
    managerId: 'grace',
    expectedHoursPerWeek: 32,
  }
  expect(said('person', ada, { ...ada, terms: [...ada.terms, later] })).toEqual([
    'Terms: nothing → from Fri, 1 Jan 2027: Name: Ada, Kind: Employee, Manager: Grace Hopper, Hours a week: 32:00',
  ])
})

it('says of rates and calendars only what differs', () => {
  const first = { from: '2026-01-01', currency: 'EUR', employee: 95, contractor: 80 }
  const second = { from: '2026-07-01', currency: 'EUR', employee: 100, groups: { Senior: 130 } }
  const before = { code: 'R', name: 'Robots', rates: first, rateHistory: [first] }
  const after = { code: 'R', name: 'Robots', rates: second, rateHistory: [first, second], budgetHours: 62.5 }
  expect(said('project', before, after)).toEqual([
    'Rates an hour: nothing → from Wed, 1 Jul 2026: Employee €100.00, Senior €130.00',
    'Budget: nothing → 62:30',
  ])
  const [berlin, paris] = [
    { name: 'DE-BE', days: [] },
    { name: 'FR', days: [] },
  ]
  const [old, now] = [{ holidayCalendars: [berlin] }, { holidayCalendars: [berlin, paris] }]
  expect(said('policy', old, now)).toEqual(['Holiday calendars: nothing → FR'])
})

it('sums up what was added or removed, also by a correction', () => {
  const entry = { id: 'x', date: '2026-11-23', project: 'R', hours: 2.5, note: 'tests', version: 1 }
  expect(said('entry', null, entry)).toEqual(['Mon, 23 Nov 2026', 'Robots (R)', '2:30', '“tests”'])
  const absence = { userId: 'x', from: '2026-12-21', to: '2026-12-24', kind: 'vacation' }
  expect(said('person', absence, null, 'de')).toEqual(['Mo., 21. Dez. 2026', 'Do., 24. Dez. 2026', 'Urlaub'])
  expect(said('project', { code: 'R', name: 'Robots' }, { correctedWeeks: ['2026-W40'] })).toEqual([
    'Robots',
    '2026-W40',
  ])
})

it('says the figures of weeks and months, which have no earlier value', () => {
  const submitted = { status: 'submitted', totalHours: 38.5, days: [], kind: 'employee', managerId: 'ada' }
  expect(said('week', { status: 'open' }, submitted)).toEqual(['38:30'])
  const closed = {
    version: 2,
    digest: 'x',
    people: 14,
    minutes: 120,
    amounts: [{ currency: 'EUR', minutes: 120, amount: '200.00' }],
    lockedThrough: '2026-10-31',
  }
  expect(said('period', { lockedThrough: null }, closed)).toEqual([
    '2',
    '14',
    '2:00',
    '€200.00',
    'Closed through: nothing → Sat, 31 Oct 2026',
  ])
})

it('shows no JSON for a member of a later version', () => {
  const [line] = said(
    'person',
    { name: 'Ada', pets: null },
    { name: 'Ada', pets: [{ cat: 'Mia' }, { dog: 'Rex' }] },
  )
  expect(line).toMatch(/nothing → Mia and Rex$/)
})
