import { datesOfWeek, defaultPolicy, type Entry } from 'timesheets-sdk/model'
import { beforeEach, expect, it, vi } from 'vitest'
import { buildGrid } from '../../../src/features/week/grid-model.ts'
import { hasTemplate, keepTemplate, templateIn } from '../../../src/features/week/week-template.ts'
import { anEntry } from '../../support/entries.ts'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
})

const gridOf = (entries: readonly Entry[]) =>
  buildGrid({
    dates: datesOfWeek('2026-W48'),
    week: { status: 'open', expectedHours: 40 },
    entries,
    lines: [],
    addedProjects: ['EMPTY'],
    policy: defaultPolicy,
    nowMs: Date.parse('2026-11-25T12:00:00Z'),
  })

it('keeps the hours of a week by day, and gives them the dates of another', () => {
  expect(hasTemplate('ada')).toBe(false)
  keepTemplate(
    'ada',
    gridOf([
      anEntry({ date: '2026-11-23', hours: 1, note: 'of that day', billable: false }),
      anEntry({ date: '2026-11-23', hours: 1.5, billable: false }),
      anEntry({ date: '2026-11-29', project: 'B', hours: 4 }),
    ]),
  )
  expect(hasTemplate('ada')).toBe(true)
  expect(hasTemplate('bob')).toBe(false)
  expect(templateIn('ada', '2026-W50')).toEqual([
    { date: '2026-12-07', project: 'ACME', hours: 2.5, billable: false },
    { date: '2026-12-13', project: 'B', hours: 4, billable: true },
  ])
})

it('ignores what another version has written', () => {
  const later = '[{"day":"Monday"},{"day":9,"project":"A","hours":1,"billable":true}]'
  localStorage.setItem('timesheets:template:cleo', later)
  expect(templateIn('cleo', '2026-W50')).toEqual([])
  localStorage.setItem('timesheets:template:dora', '"all"')
  expect(hasTemplate('dora')).toBe(false)
})
