import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldAddress } from '../../src/model/address.ts'

it.each([
  ['Mira.Holm@ABC.example', 'mira.holm@abc.example'],
  ['JÜRGEN@abc.example', 'jürgen@abc.example'],
  ['A\u030asa@abc.example', 'åsa@abc.example'],
])('writes %s as %s', (text, folded) => {
  expect(foldAddress(text)).toBe(folded)
})

it.each([
  'auth0|5F7C8EC7',
  'AB-1234',
  'A B@abc.example',
  'A@B@abc.example',
  '@abc.example',
  // The Kelvin sign, which Unicode takes for a K, and the Greek question mark, for a semicolon.
  '\u212aate@abc.example',
  'kate\u037e@abc.example',
])('leaves %j as it is', (text) => {
  expect(foldAddress(text)).toBe(text)
})

it('keeps look-alikes and other letters apart', () => {
  const names = [
    'ann',
    '\u0430nn',
    'ann\u200b',
    '\uff41nn',
    'straße',
    'strasse',
    '\u0131da',
    'ida',
    '\u212aate',
    'kate',
  ]
  expect(new Set(names.map((name) => foldAddress(`${name}@abc.example`))).size).toBe(names.length)
})

it('is done once: a folded address stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const folded = foldAddress(`${name}@abc.example`)
      expect(foldAddress(folded)).toBe(folded)
    }),
  )
})
