import type { Week } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { arrangeWeeks, wholeQueue } from '../../../src/features/approvals/arrange-weeks.ts'

const names: Record<string, string> = { a: 'José Álvarez', b: 'Ben Ito', c: 'Chiara Bianchi' }

function aWeek(userId: string, week: string, totalHours: number, flags: number): Week {
  return { userId, week, totalHours, flags: Array(flags).fill({ code: 'weekend' }) } as unknown as Week
}

const weeks = [aWeek('a', '2026-W47', 40, 0), aWeek('b', '2026-W46', 52, 2), aWeek('c', '2026-W47', 38, 1)]
const arranged = (view: Partial<typeof wholeQueue>) =>
  arrangeWeeks(weeks, { ...wholeQueue, ...view }, ({ userId }) => names[userId] ?? userId).map(
    ({ userId }) => userId,
  )

it('finds part of a name without its accents and case', () => {
  expect(arranged({ search: ' jose ' })).toEqual(['a'])
  expect(arranged({ search: 'x' })).toEqual([])
})

it('separates weeks with flags from those without', () => {
  expect(arranged({ filter: 'flagged' })).toEqual(['b', 'c'])
  expect(arranged({ filter: 'plain' })).toEqual(['a'])
})

it('sorts by week, name, hours and flags; equal weeks by name', () => {
  expect(arranged({})).toEqual(['b', 'c', 'a'])
  expect(arranged({ order: 'name' })).toEqual(['b', 'c', 'a'])
  expect(arranged({ order: 'hours' })).toEqual(['b', 'a', 'c'])
  expect(arranged({ order: 'flags' })).toEqual(['b', 'c', 'a'])
})
