import { expect, test } from 'vitest'
import { emailKey, nameKey, personLabel, titleKey } from '../../../src/import/people/person.ts'

test.each([
  ['Maria Jung', ' maria   JUNG '],
  ['Jürgen Groß', 'JÜRGEN GROSS'],
  ['Zoë', 'Zoe\u0308'],
  ['Łukasz Żak', 'łukasz żak'],
  ['Ｍaria', 'maria'],
  ['Ana\u00a0Silva', 'Ana Silva'],
  ['Jung, Maria', 'Maria Jung'],
  ['van der Berg,Anna  Lena', 'Anna Lena van der Berg'],
  ['Ma\u200bria Jung', 'Maria Jung'],
])('%s and %s are one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test('a letter with and without its mark are two', () => {
  expect(nameKey('Müller')).not.toBe(nameKey('Muller'))
})

test('a comma in the name of a project is a part of it', () => {
  expect(titleKey('Jung, Maria')).not.toBe(titleKey('Maria Jung'))
})

test('addresses are compared without case', () => {
  expect(emailKey(' Maria@ABC.example')).toBe(emailKey('maria@abc.example'))
})

test('a label says what is known', () => {
  expect(personLabel({ email: 'm@abc.example', name: 'Maria Jung' })).toBe('Maria Jung <m@abc.example>')
  expect(personLabel({ email: 'm@abc.example' })).toBe('m@abc.example')
  expect(personLabel({ name: 'Maria Jung' })).toBe('Maria Jung')
  expect(personLabel({})).toBe('nobody')
})
