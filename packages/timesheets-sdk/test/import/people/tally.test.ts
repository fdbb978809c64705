import { expect, test } from 'vitest'
import { PersonTally } from '../../../src/import/people/tally.ts'

test('each person is counted once, however they are spelled, in the order that they come', () => {
  const tally = new PersonTally()
  tally.add({ name: 'Li Wei' })
  tally.add({ email: 'maria@abc.example', name: 'Maria Jung' })
  tally.add({ email: 'Maria@abc.example', name: 'maria  jung' })
  tally.add({ email: 'Maria@abc.example', name: 'maria  jung' })
  tally.add({})
  expect([...tally.people]).toEqual([
    { person: { name: 'Li Wei' }, count: 1 },
    { person: { email: 'maria@abc.example', name: 'Maria Jung' }, count: 3 },
    { person: {}, count: 1 },
  ])
})

test('an address and a name with the same text are two people', () => {
  const tally = new PersonTally()
  tally.add({ email: 'maria' })
  tally.add({ name: 'maria' })
  expect([...tally.people]).toHaveLength(2)
})
