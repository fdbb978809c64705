import { expect, it } from 'vitest'
import { de } from '../../src/texts/de.ts'
import { en } from '../../src/texts/en.ts'

/** Every text with its place, functions called with the numbers that tell singular from plural. */
function texts(catalogue: object, number: number, place = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
    const path = `${place}/${name}`
    if (typeof value === 'string') return [[path, value]]
    if (typeof value === 'function') return [[path, String(value(...Array(3).fill(number)))]]
    return texts(value as object, number, path)
  })
}

it.each([1, 2])('German says everything that English says, of %i too', (number) => {
  const english = texts(en, number)
  const german = new Map(texts(de, number))
  expect([...german.keys()]).toEqual(english.map(([place]) => place))
  for (const [place, text] of german) {
    expect(text, place).not.toBe('')
    expect(text, place).not.toMatch(/undefined|NaN|\[object/)
  }
})
