import { datesOfWeek, defaultPolicy, type Entry } from 'timesheets-sdk/model'
import { describe, expect, it } from 'vitest'
import { type FilledCell, fillDay, fillDown, fillRight } from '../../../src/features/week/fill-cells.ts'
import { buildGrid } from '../../../src/features/week/grid-model.ts'
import { anEntry } from '../../support/entries.ts'

const dates = datesOfWeek('2026-W48')
const [monday = '', tuesday = '', wednesday = ''] = dates

function gridOf(entries: readonly Entry[], addedProjects: readonly string[] = []) {
  const week = { status: 'open', expectedHours: null } as const
  const nowMs = Date.parse('2026-11-25T12:00:00Z')
  return buildGrid({ dates, week, entries, lines: [], addedProjects, policy: defaultPolicy, nowMs })
}

const at = (row: number, column: number) => ({ row, column })
const cellsOf = (filled: readonly FilledCell[]) =>
  filled.map(({ cell, content }) => `${cell.project} ${dates.indexOf(cell.date)} ${content.hours}`)

const acme = anEntry({ id: 'a', date: monday, project: 'ACME', hours: 8, note: 'kick-off', billable: false })
const beta = anEntry({ id: 'b', date: monday, project: 'BETA', hours: 2 })

describe('to the right', () => {
  it('fills the selected cells of each row with the first of them', () => {
    const filled = fillRight(gridOf([acme, beta]), { anchor: at(1, 3), head: at(0, 1) })
    expect(cellsOf(filled)).toEqual(['ACME 1 8', 'ACME 2 8', 'BETA 1 2', 'BETA 2 2'])
  })

  it('fills the empty days until Friday from one cell, and all rows from the totals', () => {
    const taken = anEntry({ id: 'c', date: wednesday, project: 'ACME', hours: 1 })
    const grid = gridOf([acme, beta, taken])
    const one = fillRight(grid, { anchor: at(0, 1), head: at(0, 1) })
    expect(cellsOf(one)).toEqual(['ACME 1 8', 'ACME 3 8', 'ACME 4 8'])
    const all = fillRight(grid, { anchor: at(2, 1), head: at(2, 1) })
    expect(cellsOf(all)).toEqual([...cellsOf(one), 'BETA 1 2', 'BETA 2 2', 'BETA 3 2', 'BETA 4 2'])
  })

  it('takes along whether the hours are billable, and leaves notes to their own day', () => {
    const noted = anEntry({ id: 'd', date: tuesday, project: 'ACME', hours: 1, note: 'review' })
    const [next, free] = fillRight(gridOf([acme, noted]), { anchor: at(0, 1), head: at(0, 3) })
    expect([next?.content, free?.content]).toEqual([
      { hours: 8, note: 'review', billable: false },
      { hours: 8, note: '', billable: false },
    ])
  })

  it('has nothing to give from a cell without hours', () => {
    expect(fillRight(gridOf([], ['ACME']), { anchor: at(0, 1), head: at(0, 5) })).toEqual([])
  })
})

describe('down', () => {
  it('fills the selected cells of each day with the first of them', () => {
    const filled = fillDown(gridOf([acme], ['BETA', 'GAMMA']), { anchor: at(0, 1), head: at(2, 2) })
    expect(cellsOf(filled)).toEqual(['BETA 0 8', 'GAMMA 0 8'])
  })

  it('takes the cell above into one row', () => {
    const filled = fillDown(gridOf([acme], ['BETA']), { anchor: at(1, 1), head: at(1, 1) })
    expect(cellsOf(filled)).toEqual(['BETA 0 8'])
  })
})

it('a day is copied to another, except where that has hours', () => {
  const taken = anEntry({ id: 'c', date: tuesday, project: 'ACME', hours: 1 })
  expect(cellsOf(fillDay(gridOf([acme, beta, taken]), 0, 1))).toEqual(['BETA 1 2'])
})
