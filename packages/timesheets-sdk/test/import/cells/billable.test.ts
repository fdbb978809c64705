import { expect, test } from 'vitest'
import { readYesNo } from '../../../src/import/cells/billable.ts'

test.each([
  ['Yes', true],
  ['no', false],
  ['TRUE', true],
  [' Nein ', false],
  ['sí', true],
  ['maybe', undefined],
  ['', undefined],
  ['constructor', undefined],
])('%j says %s', (text, expected) => {
  expect(readYesNo(text)).toBe(expected)
})
