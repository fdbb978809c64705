import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const kept = new Map<string, string>()

beforeEach(() => {
  vi.resetModules()
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The modules as a page that was just opened has them. */
async function opened() {
  return {
    ...(await import('../src/preferences.ts')),
    ...(await import('../src/texts/formats.ts')),
    ...(await import('../src/components/week-names.ts')),
  }
}

it('hours are shown as 7.50 where that is exact, with the decimal mark of the language', async () => {
  const { choosePreferences, formatMinutes, setDecimalMark } = await opened()
  choosePreferences({ hours: 'decimal' })
  expect([0, 450, 465, 440].map(formatMinutes)).toEqual(['0.00', '7.50', '7.75', '7:20'])
  setDecimalMark('de')
  expect(formatMinutes(450)).toBe('7,50')
})

it('today, and times of day, are those of the chosen time zone', async () => {
  const { choosePreferences, todayHere, formatsOf } = await opened()
  const moment = new Date('2026-11-24T23:30:00Z')
  choosePreferences({ timeZone: 'Asia/Tokyo' })
  expect(todayHere(moment)).toBe('2026-11-25')
  expect(formatsOf('en').time(moment.toISOString())).toBe('08:30')
  choosePreferences({ timeZone: 'America/New_York' })
  expect(todayHere(moment)).toBe('2026-11-24')
  expect(formatsOf('en').time(moment.toISOString())).toBe('18:30')
})

it('are there again after a reload; what cannot be one is ignored', async () => {
  const chosen = { theme: 'dark', hours: 'decimal', timeZone: 'Asia/Tokyo' } as const
  ;(await opened()).choosePreferences(chosen)
  vi.resetModules()
  expect((await opened()).getPreferences()).toEqual(chosen)
  kept.set('timesheets:preferences', '{"theme":"pink","hours":7,"timeZone":"Mars/Base"}')
  vi.resetModules()
  const standard = { theme: 'system', hours: 'clock', timeZone: undefined }
  expect((await opened()).getPreferences()).toEqual(standard)
  kept.set('timesheets:preferences', '{')
  vi.resetModules()
  expect((await opened()).getPreferences()).toEqual(standard)
})
