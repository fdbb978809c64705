import { datesOfWeek } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { entriesByProject } from '../../../src/features/approvals/entries-by-project.ts'
import { anEntry } from '../../support/entries.ts'

it('sums the entries of a week by project and day', () => {
  const entries = [
    anEntry({ project: 'B', hours: 1 }),
    anEntry({ project: 'A', hours: 0.25 }),
    anEntry({ project: 'A', hours: 1.5 }),
    anEntry({ project: 'A', hours: 2, date: '2026-11-29' }),
  ]
  expect(entriesByProject(entries, datesOfWeek('2026-W48'))).toEqual([
    { project: 'A', dayMinutes: [105, 0, 0, 0, 0, 0, 120], minutes: 225 },
    { project: 'B', dayMinutes: [60, 0, 0, 0, 0, 0, 0], minutes: 60 },
  ])
})
