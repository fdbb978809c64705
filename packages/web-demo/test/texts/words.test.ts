import { problemKinds } from 'timesheets-sdk/contract'
import {
  defaultPolicy,
  emptyWeek,
  type Facts,
  newEntrySchema,
  type Policy,
  violationsOfSchema,
  type WeekFlag,
  type WeekRecord,
  weekFlagCodes,
} from 'timesheets-sdk/model'
import { type Caller, judgeEntry, judgeWeekAction, nothingStored, weekFlags } from 'timesheets-sdk/rules'
import { describe, expect, it } from 'vitest'
import { formatsOf } from '../../src/texts/index.ts'
import { inWords, isInEnglish, type Said, saidOf } from '../../src/texts/said.ts'
import { wordsDe } from '../../src/texts/words-de.ts'

const german = (said: Said) => inWords(said, wordsDe, formatsOf('de'))
const isEnglish = (said: Said) => isInEnglish(said, wordsDe, formatsOf('de'))
const everyFact: Facts = {
  minutes: 600,
  limitMinutes: 480,
  usualMinutes: 480,
  expectedMinutes: 2_400,
  incrementMinutes: 15,
  hours: 25,
  date: '2026-11-23',
  lastDate: '2026-12-01',
  lockedThrough: '2026-10-31',
  activeFrom: '2026-12-01',
  week: '2026-W48',
  status: 'approved',
  action: 'approve',
  project: 'ACME',
  scope: 'approve:timesheets',
  maximum: 10,
}
const nowMs = Date.parse('2026-11-25T12:00:00Z')

/** The flags of weeks that have every flag. */
function everyFlag(): WeekFlag[] {
  const week = (part: Partial<WeekRecord>): WeekRecord => ({
    ...emptyWeek('ada', '2026-W47'),
    status: 'submitted',
    ...part,
  })
  const long = week({ dayMinutes: [600, 600, 690, 600, 600, 300, 0], rejectedAtMs: 1, entriesChangedAtMs: 2 })
  const short = week({ dayMinutes: [60, 0, 0, 0, 0, 0, 0], rejectedAtMs: 2, entriesChangedAtMs: 1 })
  const policy = { ...defaultPolicy, weeklyWarningHours: 50 }
  const away = week({ dayMinutes: [60, 0, 0, 0, 0, 0, 0], correctedAtMs: 1 })
  const days = { isRestDay: () => false, isAbsent: () => true, isHoliday: () => true, isActive: () => false }
  return [
    ...[long, short].flatMap((one) => weekFlags(one, policy, 2_280, 2_400)),
    ...weekFlags(away, policy, null, null, days),
  ]
}

/** The violations of an entry; `change` is the unusual part of the rules or the entry. */
function entrySaid(change: {
  hours?: number
  date?: string
  policy?: Partial<Policy>
  status?: WeekRecord['status']
}) {
  const { hours = 8, date = '2026-11-23', policy = {}, status = 'open' } = change
  const judged = judgeEntry(
    { after: { date, hours, project: 'ACME' }, facts: { ...nothingStored, weekStatus: status } },
    { ...defaultPolicy, ...policy },
    {
      hasCatalogue: true,
      projectOf: () => ({ code: 'ACME', billable: true, activeTo: '2026-12-01' }),
    },
    nowMs,
  )
  return [...judged.errors, ...judged.warnings].map(german)
}

describe('German words', () => {
  const codes = [...Object.keys(problemKinds), ...weekFlagCodes]
  it.each(codes)('has some for %s; without the figures, as of an older API, it shows none', (code) => {
    const said = { code, message: 'English', pointer: '/hours' }
    expect(isEnglish({ ...said, ...everyFact })).toBe(false)
    expect(german({ ...said, ...everyFact })).not.toMatch(/English|undefined|NaN|Invalid|\[object/)
    expect(german(said)).not.toMatch(/undefined|NaN|Invalid|\[object|0:00|Woche 0/)
  })

  it('say what is unusual about a week, with the figures of the rules', () => {
    const flags = everyFlag()
    expect(new Set(flags.map(({ code }) => code))).toEqual(new Set(weekFlagCodes))
    expect(flags.map(german)).toEqual([
      '56:30 in der Woche, mehr als 50:00',
      '11:30 am Mittwoch',
      '5:00 am Samstag, Wochenende',
      '18:30 über den üblichen 38:00',
      'nach einer Ablehnung geändert',
      '37:00 unter den üblichen 38:00',
      '39:00 unter den erwarteten 40:00',
      'nach einer Ablehnung unverändert wieder eingereicht',
      '1:00 am Montag, einem Tag der Abwesenheit',
      '1:00 am Montag, einem Feiertag',
      'Stunden am Mo., 16. Nov. 2026, außerhalb der Beschäftigung',
      'Stammdaten oder Abwesenheiten nach der Genehmigung korrigiert',
    ])
  })

  it.each([
    [{ hours: 25 }, '25 Stunden sind zu viel: Ein Tag hat 24.'],
    [{ hours: 0.001 }, '0,001 Stunden sind keine ganzen Minuten.'],
    [
      { hours: 0.1, policy: { incrementMinutes: 15 } },
      '0:06 passt nicht: Erfasst wird in Schritten von 15 Minuten.',
    ],
    [{ hours: 9, policy: { maxHoursPerDay: 8.5 } }, 'Mo., 23. Nov. 2026 hätte 9:00: 8:30 ist das Höchste.'],
    [{ hours: 9, policy: { weeklyWarningHours: 8 } }, '9:00 in der Woche, mehr als 8:00'],
    [
      { policy: { lockedThrough: '2026-11-30' } },
      'Alles bis Mo., 30. Nov. 2026 ist abgeschlossen: Bitten Sie Ihre Administration, den Zeitraum wieder zu öffnen.',
    ],
    [
      { status: 'submitted' as const },
      'Woche 48 ist eingereicht: Ziehen Sie sie zurück, oder bitten Sie darum, sie abzulehnen.',
    ],
    [
      { date: '2026-12-02', policy: { maxDaysAhead: 60 } },
      'Das Projekt ACME ist am Di., 1. Dez. 2026 zu Ende gegangen: Danach lässt sich nichts erfassen.',
    ],
  ])('say what the rules have against %j', (change, words) => {
    expect(entrySaid(change)).toEqual([words])
  })

  it('say what the rules have against an action on a week, with the scope that is missing', () => {
    const caller: Caller = {
      subject: 'ada',
      userId: 'ada',
      clientId: 'web',
      isMachine: false,
      scopes: new Set(['create:timesheets']),
    } as Caller
    const judge = (action: 'submit' | 'approve', userId: string) =>
      judgeWeekAction(caller, emptyWeek(userId, '2026-W48'), action, undefined, {
        policy: defaultPolicy,
      }) as Said
    expect(german(judge('submit', 'ada'))).toBe(
      'Woche 48 hat keine Einträge: Erfassen Sie die Stunden, und reichen Sie sie dann ein.',
    )
    expect(german(judge('approve', 'bob'))).toBe(
      'Ihr Konto darf das nicht (Scope approve:timesheets): Bitten Sie Ihre Administration darum.',
    )
  })

  it('say each reason of a problem, and name the field', () => {
    const value = { date: '2026-11-23', project: 'ACME', hours: 'x', note: 'n'.repeat(5_000) }
    const parsed = newEntrySchema.safeParse(value)
    const errors = violationsOfSchema(parsed.error ?? { issues: [] }, value).map(({ path, ...said }) => ({
      pointer: path,
      ...said,
    }))
    const problem = {
      type: 'about:blank',
      title: 'Invalid content',
      status: 422,
      detail: 'English',
      code: 'wrong_type',
      errors,
    }
    expect(german(saidOf(problem))).toMatch(/^Stunden: .*\. Notiz: ist länger als [\d.]+ Zeichen\.$/)
  })

  it('are those of the API for a code of a later version, and marked as English', () => {
    const later = { code: 'of_a_later_version', message: '3 clients in one day' }
    expect(german(later)).toBe('3 clients in one day')
    expect(isEnglish(later)).toBe(true)
    expect(isEnglish({ code: 'unreadable', message: 'Das ist keine Zeit' })).toBe(false)
  })
})
