import { describe, expect, it } from 'vitest'
import { minutesOfRows, rowsOf } from '../../../src/features/entries/entry-rows.ts'
import { withToggled } from '../../../src/features/entries/use-row-selection.ts'
import { hasText, readView, searchOf } from '../../../src/features/entries/view.ts'
import type { Line } from '../../../src/saving/line.ts'
import { anEntry } from '../../support/entries.ts'

const wanted = { hours: 2, note: 'new', billable: false }

describe('rowsOf', () => {
  const entry = anEntry({ note: 'old' })
  const target = { key: entry.id, date: entry.date, project: 'BETA', base: entry }
  const line = (part: Partial<Line>): Line => ({ ...target, wanted, status: 'saving', ...part })

  it('shows what is asked for: held back, and on its way', () => {
    const shown = { project: 'BETA', content: wanted, isDeleted: false }
    const held = new Map([[entry.id, { target, wanted }]])
    expect(rowsOf([entry], held, [])).toMatchObject([{ ...shown, state: 'held' }])
    expect(rowsOf([entry], new Map(), [line({})])).toMatchObject([{ ...shown, state: 'saving' }])
  })

  it('shows what is stored, with the reason, where the change was refused', () => {
    const refusal = { code: 'week_locked', message: 'locked' }
    const [row] = rowsOf([entry], new Map(), [line({ status: 'refused', refusal })])
    expect(row).toMatchObject({ project: 'ACME', content: { note: 'old' }, line: { refusal } })
  })

  it('leaves entries that are about to be deleted out of the sum', () => {
    const other = anEntry({ hours: 1.5, billable: false })
    const held = new Map([[entry.id, { target, wanted: null }]])
    expect(minutesOfRows(rowsOf([entry, other], held, []))).toEqual({ all: 90, billable: 0 })
    expect(minutesOfRows(rowsOf([entry, other], new Map(), []))).toEqual({ all: 210, billable: 120 })
  })
})

describe('withToggled', () => {
  const ids = ['a', 'b', 'c', 'd']
  const toggled = (selected: string[], id: string, anchor?: string) =>
    [...withToggled(new Set(selected), ids, id, anchor)].sort().join('')

  it('selects the rows from the last one that was clicked, in both directions', () => {
    expect(toggled([], 'b')).toBe('b')
    expect(toggled(['b'], 'd', 'b')).toBe('bcd')
    expect(toggled(['d'], 'b', 'd')).toBe('bcd')
  })

  it('takes rows out of the selection the same way', () => {
    expect(toggled(['a', 'b', 'c', 'd'], 'c', 'a')).toBe('d')
  })

  it('selects the row alone when the last one has left the list', () => {
    expect(toggled([], 'b', 'gone')).toBe('b')
  })
})

describe('the address of the list', () => {
  it('is read again as it was written, without what cannot be used', () => {
    const view = { from: '2026-11-01', project: 'ACME', text: 'kick off' }
    expect(readView(searchOf({ ...view, status: undefined, to: '' as string }))).toEqual(view)
    expect(readView(new URLSearchParams('from=soon&status=none&to=2026-11-30'))).toEqual({ to: '2026-11-30' })
  })

  it('finds a part of the note, whatever its case and accents', () => {
    expect(hasText('Réunion at ACME', 'reunion')).toBe(true)
    expect(hasText('', 'a')).toBe(false)
    expect(hasText('', undefined)).toBe(true)
  })
})
