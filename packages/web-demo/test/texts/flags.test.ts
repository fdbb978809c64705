import { defaultPolicy, emptyWeek, type WeekFlag, type WeekRecord } from 'timesheets-sdk/model'
import { weekFlags } from 'timesheets-sdk/rules'
import { describe, expect, it } from 'vitest'
import { flagInWords } from '../../src/texts/flags.ts'
import { formatsOf } from '../../src/texts/index.ts'

/** What the rules say of weeks that have everything unusual about them. */
function everyFlag(): WeekFlag[] {
  const week = (part: Partial<WeekRecord>): WeekRecord => ({
    ...emptyWeek('ada', '2026-W47'),
    status: 'submitted',
    ...part,
  })
  const long = week({ dayMinutes: [600, 600, 690, 600, 600, 300, 0], rejectedAtMs: 1, entriesChangedAtMs: 2 })
  const short = week({ dayMinutes: [60, 0, 0, 0, 0, 0, 0], rejectedAtMs: 2, entriesChangedAtMs: 1 })
  const policy = { ...defaultPolicy, weeklyWarningHours: 50 }
  return [long, short].flatMap((one) => weekFlags(one, policy, 2_280, 2_400))
}

describe('flagInWords', () => {
  it('says in German what the rules say in English, with the same figures', () => {
    const german = everyFlag().map((flag) => flagInWords(flag, 'de', formatsOf('de')))
    expect(german).toEqual([
      '56:30 in der Woche, mehr als 50:00',
      '11:30 am Mittwoch',
      '5:00 am Samstag, Wochenende',
      '18:30 über den üblichen 38:00',
      'nach einer Ablehnung geändert',
      '37:00 unter den üblichen 38:00',
      '39:00 unter den erwarteten 40:00',
      'nach einer Ablehnung unverändert wieder eingereicht',
    ])
  })

  it('says a flag that it does not know in the words of the API', () => {
    const flag = { code: 'of_a_later_version', message: '3 clients in one day' }
    expect(flagInWords(flag, 'de', formatsOf('de'))).toBe('3 clients in one day')
  })
})
