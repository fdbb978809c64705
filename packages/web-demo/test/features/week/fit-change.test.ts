import type { Entry } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { fitChange } from '../../../src/features/week/fit-change.ts'
import type { CellLine } from '../../../src/features/week/grid-model.ts'
import { contentOf } from '../../../src/saving/content.ts'
import { anEntry } from '../../support/entries.ts'

const lineOf = (entry: Entry, part: Partial<CellLine> = {}): CellLine => ({
  key: entry.id,
  date: entry.date,
  project: entry.project,
  base: entry,
  content: contentOf(entry),
  status: undefined,
  typed: undefined,
  refusal: undefined,
  ...part,
})
const entry = anEntry({ hours: 2 })
const seen = lineOf(entry)
const changedTo = (part: Partial<Entry>) => lineOf({ ...entry, version: 2, ...part })
const hours = (number: number) => ({ ...contentOf(entry), hours: number })

it('changes what is there now where it holds the same', () => {
  const now = changedTo({})
  expect(fitChange(seen, hours(3), now)).toEqual({ kind: 'change', line: now, content: hours(3) })
})

it('tells a conflict where somebody else has changed, made or deleted the same', () => {
  const now = changedTo({ hours: 5 })
  const conflict = { kind: 'conflict', theirs: now.base }
  expect(fitChange(seen, hours(3), now)).toEqual(conflict)
  expect(fitChange(seen, null, now)).toEqual(conflict)
  expect(fitChange({ ...seen, base: undefined, content: null }, hours(3), now)).toEqual(conflict)
  expect(fitChange(seen, hours(3), undefined)).toEqual({ kind: 'conflict', theirs: null })
})

it('keeps both changes where they touch different members', () => {
  const now = changedTo({ note: 'theirs' })
  const content = { ...hours(3), note: 'theirs' }
  expect(fitChange(seen, hours(3), now)).toEqual({ kind: 'change', line: now, content })
})

it('leaves what is there now where the person changed nothing, or the same', () => {
  const now = changedTo({ hours: 5 })
  expect(fitChange(seen, hours(2), now)).toMatchObject({ kind: 'change', content: { hours: 5 } })
  expect(fitChange(seen, hours(5), now)).toMatchObject({ kind: 'change', content: { hours: 5 } })
})

it('takes what is on its way from here for the person’s own', () => {
  const now = lineOf(entry, { content: hours(5), status: 'saving' })
  expect(fitChange(seen, hours(3), now)).toEqual({ kind: 'change', line: now, content: hours(3) })
})
