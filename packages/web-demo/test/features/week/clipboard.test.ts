import { datesOfWeek, defaultPolicy } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { cellsToText, layOut, selectedCells } from '../../../src/features/week/clipboard.ts'
import { buildGrid } from '../../../src/features/week/grid-model.ts'
import { anEntry } from '../../support/entries.ts'

const grid = buildGrid({
  dates: datesOfWeek('2026-W48'),
  week: { status: 'open', expectedHours: null },
  entries: [
    anEntry({ project: 'A', hours: 7.5 }),
    anEntry({ project: 'A', hours: 0.25, date: '2026-11-24' }),
    anEntry({ project: 'B', hours: 3, date: '2026-11-24' }),
  ],
  lines: [],
  addedProjects: [],
  policy: defaultPolicy,
  nowMs: Date.parse('2026-11-25T12:00:00Z'),
})
const block = { anchor: { row: 1, column: 2 }, head: { row: 0, column: 1 } }

it('copies the selected rectangle as spreadsheets take it, empty cells as nothing', () => {
  expect(cellsToText(selectedCells(grid, block))).toBe('7:30\t0:15\n\t3:00')
})

it('lays what was copied out where it was copied from', () => {
  const { cells, outside } = layOut('7:30\t0:15\r\n\t3:00\r\n', grid, { row: 0, column: 1 }, [])
  expect(cells.map(({ cell, text }) => [cell.project, cell.date, text])).toEqual([
    ['A', '2026-11-23', '7:30'],
    ['A', '2026-11-24', '0:15'],
    ['B', '2026-11-23', ''],
    ['B', '2026-11-24', '3:00'],
  ])
  expect(outside).toBe(0)
})

it('fills all that is selected with a single value', () => {
  const { cells } = layOut('2', grid, { row: 0, column: 1 }, selectedCells(grid, block))
  expect(cells.map(({ text }) => text)).toEqual(['2', '2', '2', '2'])
})

it('counts what reaches beyond Sunday and the last row, if there is anything in it', () => {
  const { cells, outside } = layOut('1\t2\t\n3\t\t\n4', grid, { row: 1, column: 7 }, [])
  expect(cells).toHaveLength(1)
  expect(outside).toBe(3)
})

it.each(['', ' ', '\n', '\t\t\r\n', '\u00a0'])('lays out nothing of a clipboard that holds %j', (text) => {
  expect(layOut(text, grid, { row: 0, column: 1 }, selectedCells(grid, block))).toEqual({
    cells: [],
    outside: 0,
  })
})

it('takes rows without a value at the end for none', () => {
  const { cells } = layOut('7:30\n\n \t\n', grid, { row: 0, column: 1 }, [])
  expect(cells.map(({ cell, text }) => [cell.project, text])).toEqual([['A', '7:30']])
})

it('reads values among characters without width', () => {
  const { cells } = layOut('\u200e7:30\u200e\t\u200b', grid, { row: 0, column: 1 }, [])
  expect(cells.map(({ text }) => text)).toEqual(['7:30', ''])
})

it('reads what spreadsheets write: clocks with seconds, and the dash of an accounting format for a zero', () => {
  const text = '06:00:00\t -   \t\u00a07.50\u00a0\t\u00a0\u2013\r\n'
  const { cells } = layOut(text, grid, { row: 0, column: 1 }, [])
  expect(cells.map(({ text: value }) => value)).toEqual(['06:00:00', '0', '7.50', '0'])
})

it('keeps the rows apart where a value in quotes has a line break', () => {
  const { cells } = layOut('"7:30\n""net"""\t1\n2\t3', grid, { row: 0, column: 1 }, [])
  expect(cells.map(({ cell, text }) => [cell.project, text])).toEqual([
    ['A', '7:30\n"net"'],
    ['A', '1'],
    ['B', '2'],
    ['B', '3'],
  ])
})
