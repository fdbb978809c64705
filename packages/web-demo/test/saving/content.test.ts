import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSameContent, mergeChanges, patchBetween } from '../../src/saving/content.ts'

const content = fc.record({
  hours: fc.constantFrom(1, 2, 0.3333),
  note: fc.constantFrom('', 'a', 'b'),
  billable: fc.boolean(),
})

it('mergeChanges keeps each change, or leaves the decision to a person', () => {
  fc.assert(
    fc.property(content, content, content, (base, mine, theirs) => {
      const merged = mergeChanges(base, mine, theirs)
      for (const member of ['hours', 'note', 'billable'] as const) {
        const isDisputed =
          mine[member] !== base[member] && theirs[member] !== base[member] && mine[member] !== theirs[member]
        if (isDisputed) expect(merged).toBeUndefined()
        else if (merged) {
          expect(merged[member]).toBe(mine[member] === base[member] ? theirs[member] : mine[member])
        }
      }
    }),
  )
})

it('patchBetween names what differs alone, and takes a note away by null', () => {
  const before = { hours: 2, note: 'a', billable: true }
  expect(patchBetween(before, { ...before, note: '' })).toEqual({ note: null })
  expect(patchBetween(before, { ...before, hours: 3 })).toEqual({ hours: 3 })
  expect(patchBetween(before, before)).toBeUndefined()
})

it('isSameContent equates a third of an hour with the rounded value of the API', () => {
  const content = { note: '', billable: true }
  expect(isSameContent({ ...content, hours: 1 / 3 }, { ...content, hours: 0.3333 })).toBe(true)
})
