import { defaultPolicy, type Entry, type Project } from 'timesheets-sdk/model'
import { catalogueOf } from 'timesheets-sdk/rules'
import { describe, expect, it } from 'vitest'
import { type BulkChange, planChange, planDeletion } from '../../../src/features/entries/bulk-plan.ts'
import { rowsOf } from '../../../src/features/entries/entry-rows.ts'
import { anEntry } from '../../support/entries.ts'

const ended = { code: 'OLD', name: 'Old', activeTo: '2026-10-31' } as Project
const rules = {
  policy: { ...defaultPolicy, lockedThrough: '2026-09-30', unlistedProjects: 'refuse' as const },
  catalogue: catalogueOf([{ code: 'ACME', name: 'Acme' } as Project, ended]),
  nowMs: Date.parse('2026-11-25T12:00:00Z'),
}
const rowsFor = (entries: readonly Entry[]) => rowsOf(entries, new Map(), [])
const open = anEntry({ note: 'call' })
const submitted = anEntry({ date: '2026-11-16', status: 'submitted' })
const rejected = anEntry({ date: '2026-11-09', status: 'rejected' })
const closed = anEntry({ date: '2026-09-30' })
const plan = (change: BulkChange, entries = [open, submitted, rejected, closed]) =>
  planChange(rowsFor(entries), change, rules)
const reasons = ({ refused }: ReturnType<typeof planChange>) =>
  refused.map(({ row, reason }) => [row.entry.id, reason.code])

describe('planChange', () => {
  it('changes entries of open and rejected weeks, and gives the reason of the rules for each other one', () => {
    const planned = plan({ billable: false })
    expect(planned.changes.map(({ target }) => target.key)).toEqual([open.id, rejected.id])
    expect(reasons(planned)).toEqual([
      [submitted.id, 'week_locked'],
      [closed.id, 'period_locked'],
    ])
  })

  it('moves entries to another project, unless it is not active on their day', () => {
    const early = anEntry({ date: '2026-10-30' })
    const planned = plan({ project: 'OLD' }, [open, early])
    expect(planned.changes).toMatchObject([
      { target: { key: early.id, project: 'OLD', base: { project: 'ACME' } }, wanted: { hours: 2 } },
    ])
    expect(reasons(planned)).toEqual([[open.id, 'project_inactive']])
  })

  it('replaces and removes notes, and leaves everything else as it is', () => {
    const content = { hours: 2, billable: true }
    expect(plan({ note: 'review' }, [open]).changes[0]?.wanted).toEqual({ ...content, note: 'review' })
    expect(plan({ note: '' }, [open]).changes[0]?.wanted).toEqual({ ...content, note: '' })
  })

  it('leaves out entries that already have the new content, locked or not', () => {
    expect(plan({ note: 'call' }, [open])).toEqual({ changes: [], refused: [] })
    expect(plan({ billable: true, project: 'ACME' })).toEqual({ changes: [], refused: [] })
  })
})

it('planDeletion deletes entries of open and rejected weeks', () => {
  const planned = planDeletion(rowsFor([open, submitted, rejected, closed]), rules)
  expect(planned.changes).toMatchObject([
    { target: { base: open }, wanted: null },
    { target: { base: rejected }, wanted: null },
  ])
  expect(reasons(planned)).toEqual([
    [submitted.id, 'week_locked'],
    [closed.id, 'period_locked'],
  ])
})
