import { expect, test } from 'vitest'
import { isFormulaError, isPlaceholder } from '../../../src/import/cells/placeholders.ts'

test.each(['-', '--', '—', 'NULL', 'null', '(null)', '\\N', 'NaN', 'None', 'N/A', 'n.a.', '(leer)'])(
  '%s stands for nothing',
  (text) => {
    expect(isPlaceholder(text)).toBe(true)
  },
)

test.each(['', 'NA', 'Nullarbor', 'no', 'nan-42', '- -', 'None of it', '0'])('%j says something', (text) => {
  expect(isPlaceholder(text)).toBe(false)
})

test.each(['#REF!', '#N/A', '#NAME?', '#BEZUG!', '#¡VALOR!', 'Err:502'])('%s is a broken formula', (text) => {
  expect(isFormulaError(text)).toBe(true)
})

test.each(['', '#42', '#URGENT!', 'Err:5', 'Error', '#REF! in the sheet'])('%j is a text', (text) => {
  expect(isFormulaError(text)).toBe(false)
})
