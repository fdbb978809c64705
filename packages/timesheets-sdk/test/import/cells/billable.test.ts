import { expect, test } from 'vitest'
import { readBillable } from '../../../src/import/cells/billable.ts'

test.each([
  ['Yes', true],
  ['no', false],
  ['TRUE', true],
  [' Nein ', false],
  ['sí', true],
  ['n', false],
  ['t', true],
  ['Not billable', false],
  ['Tak', true],
  ['', undefined],
])('%j says %s', (text, expected) => {
  expect(readBillable(text)).toBe(expected)
})

test.each(['maybe', 'constructor'])('%j says neither', (text) => {
  expect(readBillable(text)).toEqual({
    code: 'invalid_format',
    message: `"${text}" does not say whether it is billable: write yes or no`,
    path: '/billable',
  })
})

test.each([
  ['WAHR', true],
  ['Falsch', false],
  ['VRAI', true],
  ['FALSO', false],
])('%j, as a spreadsheet writes it, says %s', (text, expected) => {
  expect(readBillable(text)).toBe(expected)
})
