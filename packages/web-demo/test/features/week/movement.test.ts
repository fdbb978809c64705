import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  isSelected,
  leftToRightKey,
  moved,
  tabbed,
  totalColumn,
} from '../../../src/features/week/movement.ts'

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey })
const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End')

it('moved never leaves the grid, whatever is pressed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.boolean())), fc.integer({ min: 1, max: 9 }), (pressed, rows) => {
      let place = { row: 0, column: 0 }
      for (const [key, ctrlKey] of pressed) place = moved(place, { key, ctrlKey }, rows) ?? place
      expect(place.row).toBeGreaterThanOrEqual(0)
      expect(place.row).toBeLessThan(rows)
      expect(place.column).toBeGreaterThanOrEqual(0)
      expect(place.column).toBeLessThanOrEqual(totalColumn)
    }),
  )
})

it('Home and End go to the ends of the row, with Ctrl to those of the grid', () => {
  const place = { row: 1, column: 3 }
  expect(moved(place, press('Home'), 4)).toEqual({ row: 1, column: 0 })
  expect(moved(place, press('End'), 4)).toEqual({ row: 1, column: 8 })
  expect(moved(place, press('Home', true), 4)).toEqual({ row: 0, column: 0 })
  expect(moved(place, press('End', true), 4)).toEqual({ row: 3, column: 8 })
  expect(moved(place, press('a'), 4)).toBeUndefined()
})

it('Tab goes from day to day and row to row, and out at the ends', () => {
  expect(tabbed({ row: 0, column: 2 }, false, 2)).toEqual({ row: 0, column: 3 })
  expect(tabbed({ row: 0, column: 7 }, false, 2)).toEqual({ row: 1, column: 1 })
  expect(tabbed({ row: 1, column: 7 }, false, 2)).toBeUndefined()
  expect(tabbed({ row: 1, column: 1 }, true, 2)).toEqual({ row: 0, column: 7 })
  expect(tabbed({ row: 0, column: 1 }, true, 2)).toBeUndefined()
})

it('a selection is the rectangle between its corners, whichever was first', () => {
  const selection = { anchor: { row: 2, column: 5 }, head: { row: 1, column: 3 } }
  expect(isSelected(selection, { row: 1, column: 4 })).toBe(true)
  expect(isSelected(selection, { row: 0, column: 4 })).toBe(false)
  expect(isSelected(selection, { row: 2, column: 6 })).toBe(false)
})

it('the left arrow goes to the next day where people read from right to left', () => {
  const from = { row: 0, column: 3 }
  const next = moved(from, press(leftToRightKey('ArrowLeft', true)), 2)
  expect(next).toEqual({ row: 0, column: 4 })
  expect(leftToRightKey('ArrowLeft', false)).toBe('ArrowLeft')
  expect(leftToRightKey('Home', true)).toBe('Home')
})
