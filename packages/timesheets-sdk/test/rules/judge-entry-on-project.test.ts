import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/model/index.ts'
import { type Catalogue, judgeEntry, nothingStored } from '../../src/rules/index.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
const catalogue: Catalogue = {
  hasCatalogue: true,
  projectOf: (code) => (code === 'ACME-42' ? { code, billable: true, activeTo: '2026-11-20' } : undefined),
}
const refusing = { ...defaultPolicy, unlistedProjects: 'refuse' } as const
const entry = { date: '2026-11-23', hours: 7.5, project: 'ACME-42' }
const stored = { date: entry.date, minutes: 450, project: entry.project, status: 'open' } as const

const codes = (judged: ReturnType<typeof judgeEntry>) => ({
  errors: judged.errors.map(({ code }) => code),
  warnings: judged.warnings.map(({ code }) => code),
})

describe('an entry is judged together with its project', () => {
  test('what hours and project break is returned at once, without warnings', () => {
    const judged = judgeEntry(
      { after: { ...entry, hours: 25 }, facts: nothingStored },
      refusing,
      catalogue,
      nowMs,
    )
    expect(codes(judged)).toEqual({ errors: ['hours_over_day', 'project_inactive'], warnings: [] })
    const warned = judgeEntry(
      { after: { ...entry, hours: 25 }, facts: nothingStored },
      defaultPolicy,
      catalogue,
      nowMs,
    )
    expect(codes(warned)).toEqual({ errors: ['hours_over_day'], warnings: [] })
  })

  test('a policy that does not refuse warns of the project', () => {
    const judged = judgeEntry({ after: entry, facts: nothingStored }, defaultPolicy, catalogue, nowMs)
    expect(codes(judged)).toEqual({ errors: [], warnings: ['project_inactive'] })
    expect(judged.minutes).toBe(450)
  })

  test('a change that leaves project and date alone is not held against the catalogue', () => {
    const judge = (after: typeof entry) =>
      codes(judgeEntry({ before: stored, after, facts: nothingStored }, refusing, catalogue, nowMs))
    expect(judge({ ...entry, hours: 8 })).toEqual({ errors: [], warnings: [] })
    expect(judge({ ...entry, date: '2026-11-24' })).toEqual({ errors: ['project_inactive'], warnings: [] })
    expect(judge({ ...entry, project: 'BETA' })).toEqual({ errors: ['project_unlisted'], warnings: [] })
  })

  test('an entry in a locked week is rejected, whatever its project', () => {
    const before = { ...stored, status: 'submitted' } as const
    const judged = judgeEntry({ before, after: entry, facts: nothingStored }, refusing, catalogue, nowMs)
    expect(codes(judged)).toEqual({ errors: ['week_locked'], warnings: [] })
  })
})
