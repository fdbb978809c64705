import { expect, test } from 'vitest'
import { etagOf, ifMatchAllows, ifNoneMatchNames } from '../../src/contract/index.ts'

test('the tag changes with the entry and with the status of its week', () => {
  const tags = [
    etagOf({ version: 1, status: 'open' }),
    etagOf({ version: 2, status: 'open' }),
    etagOf({ version: 1, status: 'submitted' }),
  ]
  expect(new Set(tags).size).toBe(3)
  expect(tags[0]).toMatch(/^"[^"]+"$/)
})

test.each([
  [undefined, true],
  ['*', true],
  ['"1-open"', true],
  ['"0-open", "1-open"', true],
  ['"0-open" , *', true],
  ['"2-open"', false],
  ['W/"1-open"', true],
  ['"1-open-gzip"', true],
  ['W/"2-open"', false],
  ['1-open', false],
  ['', false],
])('If-Match: %s lets a change of "1-open" go on: %s', (header, allows) => {
  expect(ifMatchAllows(header, '"1-open"')).toBe(allows)
})

test('If-Match lets nothing new be made, also as *', () => {
  expect(ifMatchAllows('*', undefined)).toBe(false)
  expect(ifMatchAllows(undefined, undefined)).toBe(true)
})

test.each([
  [undefined, false],
  ['*', true],
  ['"1-open"', true],
  ['W/"1-open"', true],
  ['"0-open", W/"1-open"', true],
  ['W/"1-open-br"', true],
  ['"2-open"', false],
])('If-None-Match: %s names "1-open": %s', (header, names) => {
  expect(ifNoneMatchNames(header, '"1-open"')).toBe(names)
  expect(ifNoneMatchNames(header, 'W/"1-open"')).toBe(names)
})
