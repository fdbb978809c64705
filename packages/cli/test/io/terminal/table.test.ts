import stringWidth from 'string-width'
import { describe, expect, it, test } from 'vitest'
import { Table, truncated } from '../../../src/io/terminal/table.ts'

describe('Table', () => {
  it('aligns columns by the cells that characters take', () => {
    const table = new Table(
      [{ title: 'A' }, { title: 'N', align: 'right' }, { title: 'Z' }],
      Number.POSITIVE_INFINITY,
    )
    const lines = table.lines([
      ['日本', '1', 'x'],
      ['e\u0301', '100', '👩‍👩‍👧'],
    ])
    expect([table.header(), ...lines]).toEqual(['A       N  Z', '日本    1  x', 'e\u0301     100  👩‍👩‍👧'])
  })

  it('grows with later rows, and never shrinks', () => {
    const table = new Table([{ title: 'A' }, { title: 'B' }], Number.POSITIVE_INFINITY)
    expect(table.lines([['long cell', 'x']])).toEqual(['long cell  x'])
    expect(table.lines([['s', 'x']])).toEqual(['s          x'])
  })

  it('cuts the elastic column so that lines fit, but not to nothing', () => {
    const columns = [{ title: 'A' }, { title: 'NOTE', isElastic: true }, { title: 'Z' }]
    const row = ['aaaa', '日本'.repeat(30), 'zzzz']
    const [line = ''] = new Table(columns, 40).lines([row])
    expect(stringWidth(line)).toBeLessThanOrEqual(40)
    expect(line).toMatch(/^aaaa {2}(日本)+日?… ? {2}zzzz$/)
    const [tight = ''] = new Table(columns, 5).lines([row])
    expect(tight).toMatch(/^aaaa {2}日本日本… {3}zzzz$/)
  })

  it('lets no cell break a line or move the cursor', () => {
    const table = new Table([{ title: 'A' }], Number.POSITIVE_INFINITY)
    expect(table.lines([['a\nb\u001b[2J']])).toEqual(['a b[2J'])
  })
})

test.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdef', 5, 'abcd…'],
  ['日本語', 5, '日本…'],
  ['日本語', 4, '日…'],
  ['👩‍👩‍👧👩‍👩‍👧', 3, '👩‍👩‍👧…'],
])('truncated(%j, %d) is %j', (text, width, expected) => {
  expect(truncated(text, width)).toBe(expected)
  expect(stringWidth(expected)).toBeLessThanOrEqual(width)
})
