import { describe, expect, it } from 'vitest'
import { readMonth, readWeek } from '../../src/shell/read-week.ts'

const today = '2026-11-25'

describe('readWeek', () => {
  it.each([
    ['2026-W48', '2026-W48'],
    ['2025w01', '2025-W01'],
    ['2026-w48', '2026-W48'],
    ['2026-48', '2026-W48'],
    ['w5', '2026-W05'],
    ['KW 48', '2026-W48'],
    ['week 3', '2026-W03'],
    ['2026-11-29', '2026-W48'],
    ['23.11.', '2026-W48'],
    ['1.1.2027', '2026-W53'],
    ['23/11', '2026-W48'],
    ['2026-W54', undefined],
    ['31.2.', undefined],
    ['48', undefined],
    ['review', undefined],
  ])('reads %s as %s', (typed, week) => {
    expect(readWeek(typed, today)).toBe(week)
  })
})

describe('readMonth', () => {
  it.each([
    ['2026-11', '2026-11'],
    ['2026-1', '2026-01'],
    ['2026-11-23', '2026-11'],
    ['2026-13', undefined],
    ['november', undefined],
  ])('reads %s as %s', (text, month) => {
    expect(readMonth(text)).toBe(month)
  })
})
