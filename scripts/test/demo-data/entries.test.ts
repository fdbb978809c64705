import { describe, expect, it } from 'vitest'
import { demoCsv } from '../../demo-data/csv.ts'
import { type DemoEntry, demoEntries, demoPeriod } from '../../demo-data/entries.ts'
import { people, weekOf } from '../../workspace.ts'

const today = '2026-11-24'
const entriesAt = (date: string) => [...demoEntries(people, demoPeriod(date))]

describe('the period of the demo file', () => {
  it('is eight weeks up to the Friday of this one, whatever the day', () => {
    for (const day of ['2026-11-23', today, '2026-11-27', '2026-11-29']) {
      expect(demoPeriod(day)).toEqual({ from: '2026-10-05', to: '2026-11-27' })
    }
  })
})

describe('the demo file', () => {
  const entries = entriesAt(today)

  it('is the same, byte for byte, whenever it is made in a week', () => {
    expect(demoCsv(entriesAt('2026-11-29'))).toBe(demoCsv(entries))
  })

  it('has the same rows a week later, but for the week that has passed out of it and the new one', () => {
    const shared = (list: readonly DemoEntry[]) =>
      list.filter(({ date }) => date >= '2026-10-12' && date <= '2026-11-27')
    expect(shared(entriesAt('2026-12-01'))).toEqual(shared(entries))
  })

  it('has something of each of the 140 people, and names every entry once', () => {
    expect(new Set(entries.map(({ userId }) => userId)).size).toBe(140)
    expect(new Set(entries.map(({ externalId }) => externalId)).size).toBe(entries.length)
  })

  it('keeps to what the API takes: quarter hours, and days that a person can work', () => {
    const minutesOfDay = new Map<string, number>()
    for (const { userId, date, hours } of entries) {
      expect(hours * 4).toBe(Math.round(hours * 4))
      expect(hours).toBeGreaterThan(0)
      minutesOfDay.set(`${userId} ${date}`, (minutesOfDay.get(`${userId} ${date}`) ?? 0) + hours)
    }
    expect(Math.max(...minutesOfDay.values())).toBeLessThanOrEqual(10)
  })

  it('has contractors on fewer days than employees', () => {
    const daysOf = (kind: 'employee' | 'contractor') => {
      const ids = new Set(people.filter((person) => person.kind === kind).map(({ userId }) => userId))
      const days = entries.filter(({ userId }) => ids.has(userId)).map(({ userId, date }) => userId + date)
      return new Set(days).size / ids.size / 8
    }
    expect(daysOf('employee')).toBeGreaterThan(4)
    expect(daysOf('contractor')).toBeLessThan(4)
  })

  it('has all eight weeks', () => {
    expect(new Set(entries.map(({ date }) => weekOf(date))).size).toBe(8)
  })
})

describe('demoCsv', () => {
  it('quotes what needs it (RFC 4180)', () => {
    const entry = { userId: 'u', date: today, project: 'P', hours: 1.5, billable: true, externalId: 'x' }
    expect(demoCsv([{ ...entry, note: 'say "hi", twice' }])).toBe(
      'userId,date,project,hours,note,billable,externalId\r\nu,2026-11-24,P,1.5,"say ""hi"", twice",true,x\r\n',
    )
  })
})
