import { describe, expect, it } from 'vitest'
import { periodNameOf, periodOf } from '../../src/components/periods.ts'

const today = '2026-03-31'

describe('periodOf', () => {
  it.each([
    ['thisWeek', '2026-03-30', '2026-04-05'],
    ['lastWeek', '2026-03-23', '2026-03-29'],
    ['thisMonth', '2026-03-01', '2026-03-31'],
    ['lastMonth', '2026-02-01', '2026-02-28'],
    ['thisYear', '2026-01-01', '2026-12-31'],
  ] as const)('%s is from %s to %s', (name, from, to) => {
    expect(periodOf(name, today)).toEqual({ from, to })
    expect(periodNameOf({ from, to }, today)).toBe(name)
  })

  it('goes back over the end of a year', () => {
    expect(periodOf('lastMonth', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
  })
})
