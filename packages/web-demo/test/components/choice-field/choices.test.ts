import { expect, it } from 'vitest'
import { type Choice, findChoices, namedValue } from '../../../src/components/choice-field/choices.ts'

const people: readonly Choice[] = [
  { value: 'auth0|1', name: 'Joana Silva', details: 'joana@abc.example' },
  { value: 'auth0|2', name: 'José Almeida', details: 'jose@abc.example' },
  { value: 'auth0|3', name: 'Maria Josefa Lang' },
  { value: 'auth0|4', name: 'Silva Lang', details: 'josef.lang@abc.example' },
]
const found = (typed: string) =>
  findChoices(people, typed)
    .shown.map(({ value }) => value.slice(6))
    .join('')

it.each([
  ['names that begin with the text, then those that contain it, then other texts', 'jose', '234'],
  ['every word, in any order and text', 'lang josef', '34'],
  ['part of an address', '@abc', '124'],
  ['a value', 'auth0|3', '3'],
  ['all of them by nothing', ' ', '1234'],
  ['none by what no one has', 'zz', ''],
])('finds %s', (_what, typed, expected) => {
  expect(found(typed)).toBe(expected)
})

it('shows the first fifty of thousands, and says how many match', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ value: `${index}`, name: `Person ${index}` }))
  const { shown, all } = findChoices(many, 'person 9')
  expect([shown.length, all, shown[0]?.value]).toEqual([50, 3_439, '9'])
})

it.each([
  ['its name, however it is written', 'jose ALMEIDA', 'auth0|2'],
  ['its value', 'auth0|4', 'auth0|4'],
  ['no part of a name', 'Joana', undefined],
])('a text names a choice in full by %s', (_what, typed, expected) => {
  expect(namedValue(people, typed)).toBe(expected)
})

it('a text that several choices have as their name names none', () => {
  expect(namedValue([...people, { value: 'auth0|5', name: 'Joana Silva' }], 'Joana Silva')).toBeUndefined()
})
