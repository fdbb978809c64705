import { datesOfWeek, defaultPolicy, type Entry } from 'timesheets-sdk/model'
import { describe, expect, it } from 'vitest'
import { buildGrid, cellStatus, editableLine, findCell } from '../../../src/features/week/grid-model.ts'
import { type Line, newLineKey } from '../../../src/saving/line.ts'
import { anEntry } from '../../support/entries.ts'

const dates = datesOfWeek('2026-W48')
const date = '2026-11-23'
const nowMs = Date.parse('2026-11-25T12:00:00Z')
const open = { status: 'open', expectedHours: null } as const

function gridOf(
  entries: readonly Entry[],
  lines: readonly Line[] = [],
  addedProjects: readonly string[] = [],
) {
  return buildGrid({ dates, week: open, entries, lines, addedProjects, policy: defaultPolicy, nowMs })
}

function aLine(part: Partial<Line>): Line {
  return {
    key: newLineKey(date, 'ACME'),
    date,
    project: 'ACME',
    base: undefined,
    status: 'waiting',
    wanted: { hours: 3, note: '', billable: true },
    ...part,
  }
}

describe('buildGrid', () => {
  it('sums rows, days, the week and what is billable', () => {
    const grid = gridOf([
      anEntry({ hours: 2 }),
      anEntry({ hours: 1.5, project: 'B', billable: false }),
      anEntry({ hours: 1, date: '2026-11-24' }),
    ])
    expect(grid.rows.map(({ project, minutes }) => [project, minutes])).toEqual([
      ['ACME', 180],
      ['B', 90],
    ])
    expect(grid.dayMinutes.slice(0, 3)).toEqual([210, 60, 0])
    expect([grid.minutes, grid.billableMinutes]).toEqual([270, 180])
  })

  it('shows what is on its way at once, in place of what is stored', () => {
    const entry = anEntry({ hours: 2 })
    const grid = gridOf([entry], [aLine({ key: entry.id, base: entry })])
    const cell = findCell(grid, date, 'ACME')
    expect(cell?.minutes).toBe(180)
    expect(cell && cellStatus(cell)).toBe('waiting')
    expect(cell?.lines).toHaveLength(1)
  })

  it('does not count an entry twice that was made and read already', () => {
    const entry = anEntry({ hours: 3 })
    expect(gridOf([entry], [aLine({ base: entry, status: 'saving' })]).minutes).toBe(180)
    expect(gridOf([], [aLine({ base: entry, status: 'saving' })]).minutes).toBe(180)
  })

  it('counts what is stored where something can not be, and shows what was typed', () => {
    const entry = anEntry({ hours: 2 })
    const refused = aLine({
      key: entry.id,
      base: entry,
      status: 'refused',
      typed: '99',
      refusal: { code: 'x', message: 'y' },
    })
    const cell = findCell(gridOf([entry], [refused]), date, 'ACME')
    expect(cell?.minutes).toBe(120)
    expect(cell?.lines[0]?.typed).toBe('99')
  })

  it('shows an entry as gone while it is being deleted', () => {
    const entry = anEntry()
    const grid = gridOf([entry], [aLine({ key: entry.id, base: entry, wanted: null })], ['ACME'])
    expect(grid.minutes).toBe(0)
    expect(findCell(grid, date, 'ACME')?.lines).toEqual([])
  })

  it('puts added projects last, in their order, and each row once', () => {
    const grid = gridOf([anEntry({ project: 'B' }), anEntry({ project: 'A' })], [], ['Z', 'B', 'C'])
    expect(grid.rows.map((row) => row.project)).toEqual(['A', 'Z', 'B', 'C'])
  })

  it('locks the days of a closed period and those of a submitted week, with the reason', () => {
    const closed = buildGrid({
      dates,
      week: open,
      entries: [],
      lines: [],
      addedProjects: [],
      policy: { ...defaultPolicy, lockedThrough: '2026-11-24' },
      nowMs,
    })
    expect(closed.dayLocks.map((lock) => lock?.code)).toEqual([
      'period_locked',
      'period_locked',
      ...Array(5).fill(undefined),
    ])
    const submitted = buildGrid({
      dates,
      week: { status: 'submitted', expectedHours: 32 },
      entries: [],
      lines: [],
      addedProjects: [],
      policy: defaultPolicy,
      nowMs,
    })
    expect(submitted.dayLocks.every((lock) => lock?.code === 'week_locked')).toBe(true)
    expect([submitted.expectedMinutes, closed.expectedMinutes]).toEqual([1_920, null])
  })
})

it('buildGrid locks days that are too far ahead, except cells that have hours already', () => {
  const later = datesOfWeek('2026-W52')
  const grid = buildGrid({
    dates: later,
    week: open,
    entries: [anEntry({ date: '2026-12-21' })],
    lines: [],
    addedProjects: [],
    policy: defaultPolicy,
    nowMs,
  })
  expect(grid.dayLocks.map((lock) => lock?.code)).toEqual(Array(7).fill('date_too_far_ahead'))
  expect(findCell(grid, '2026-12-21', 'ACME')?.lock).toBeUndefined()
  expect(findCell(grid, '2026-12-22', 'ACME')?.lock).toBeDefined()
})

it('editableLine is the one entry of a cell, a new one, or none where there are several', () => {
  const grid = gridOf([anEntry(), anEntry(), anEntry({ project: 'B' })])
  const several = findCell(grid, date, 'ACME')
  const one = findCell(grid, date, 'B')
  const none = findCell(grid, '2026-11-25', 'B')
  expect(several && editableLine(several)).toBeUndefined()
  expect(one && editableLine(one)?.base?.project).toBe('B')
  expect(none && editableLine(none)?.key).toBe(newLineKey('2026-11-25', 'B'))
})
