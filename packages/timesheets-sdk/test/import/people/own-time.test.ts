import { expect, test } from 'vitest'
import { ownTimeOf } from '../../../src/import/index.ts'

const maria = { userId: 'auth0|maria', emails: ['maria@abc.example'], names: ['Maria Jung'] }

test.each([
  ['nobody', {}, true],
  ['their address in other letters', { email: 'Maria@ABC.example', name: 'Another Name' }, true],
  ['another address with their name', { email: 'maria@home.example', name: 'Maria Jung' }, false],
  ['their name alone', { name: 'maria  jung' }, true],
  ['another name alone', { name: 'Jon Berg' }, false],
])('a row that names %s', (_, person, isTheirs) => {
  expect('userId' in ownTimeOf(maria).match(person)).toBe(isTheirs)
})

test('where no address of theirs is known, the name counts', () => {
  const unaddressed = ownTimeOf({ ...maria, emails: [] })
  expect(unaddressed.match({ email: 'maria@home.example', name: 'Maria Jung' })).toEqual({
    userId: maria.userId,
  })
  expect(unaddressed.match({ email: 'jon@abc.example' })).toMatchObject({ problem: 'unknown' })
})
