import { expect, test } from 'vitest'
import { RowNames } from '../../../src/import/index.ts'

// Names that are stored already must not change with a new release, or a push that is repeated doubles hours.
test('a name is the same for ever', () => {
  const names = new RowNames()
  const identity = { userId: 'auth0|maria', date: '2026-11-23', project: 'ACME-42', note: 'design review' }
  expect([identity, identity, identity, { ...identity, note: '' }].map((one) => names.next(one))).toEqual([
    'row:9pKD2eQ8EK_EDZII8P_9X8',
    'row:vQY-c6shdBcceFGtDH8fv0',
    'row:lHOgh0ngW2T9WVQc749iwN',
    'row:-5VxP4XxUwNEx6y06EpxfU',
  ])
  const note = `x\ny 😀 ${'z'.repeat(200)}`
  expect(names.next({ userId: 'auth0|jürgen', date: '2026-11-24', project: 'Ünï "42"', note })).toBe(
    'row:P17WtitBbLNPHrfJc_up9q',
  )
  expect(names.next({ userId: '', date: '', project: '', note: '' })).toBe('row:aV5uOnbKxhsPdd4oM75RFz')
})
