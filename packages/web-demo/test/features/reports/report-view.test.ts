import { describe, expect, it } from 'vitest'
import { daysOfUnit, readView, searchOf, unitOf, unitsOf } from '../../../src/features/reports/report-view.ts'

const today = '2026-03-31'

describe('the address of a report', () => {
  it('is read again as it was written', () => {
    const view = {
      from: '2026-01-01',
      to: '2026-02-28',
      by: 'client',
      status: 'approved',
      userId: 'auth0|ada',
      project: 'ACME',
    } as const
    expect(readView(new URLSearchParams(searchOf(view)), today, true)).toEqual(view)
  })

  it('has a default for whatever cannot be used', () => {
    const search = new URLSearchParams('from=2026-02-30&by=colour&status=lost')
    expect(readView(search, today, true)).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      by: 'project',
      status: 'any',
      userId: undefined,
      project: undefined,
    })
  })

  it('shows a person without approvals their own hours only, whatever it says', () => {
    const view = readView(new URLSearchParams('by=person&userId=auth0|ben'), today, false)
    expect([view.by, view.userId]).toEqual(['project', 'me'])
  })
})

describe('the axis of time', () => {
  const view = readView(new URLSearchParams(), today, true)

  it('is in weeks, and in months where there would be too many weeks', () => {
    expect(unitOf(view)).toBe('week')
    expect(unitOf({ ...view, from: '2026-01-01', to: '2026-12-31' })).toBe('month')
    expect(unitOf({ ...view, by: 'month' })).toBe('month')
  })

  it('has every week or month that the period touches', () => {
    expect(unitsOf({ from: '2026-03-29', to: '2026-04-13' }, 'week')).toEqual([
      '2026-W13',
      '2026-W14',
      '2026-W15',
      '2026-W16',
    ])
    expect(unitsOf({ from: '2025-12-31', to: '2026-02-01' }, 'month')).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
    ])
  })

  it('cuts the first and last week or month to the period', () => {
    expect(daysOfUnit('2026-W09', { from: '2026-02-26', to: '2026-03-31' })).toEqual({
      from: '2026-02-26',
      to: '2026-03-01',
    })
    expect(daysOfUnit('2026-02', { from: '2026-01-01', to: '2026-12-31' })).toEqual({
      from: '2026-02-01',
      to: '2026-02-28',
    })
  })
})
