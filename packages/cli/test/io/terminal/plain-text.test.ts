import { expect, test } from 'vitest'
import { excerpt, plainText } from '../../../src/io/terminal/plain-text.ts'

test.each([
  ['design review', 'design review'],
  ['two\r\nlines\tand more', 'two lines and more'],
  ['\u001b[31mred\u001b[0m', '[31mred[0m'],
  ['\u0007bell\u0000', 'bell'],
  ['a\u202eb\u2066c', 'abc'],
  ['grüße 日本語 👩‍👩‍👧', 'grüße 日本語 👩‍👩‍👧'],
])('plainText(%j) is %j', (text, expected) => {
  expect(plainText(text)).toBe(expected)
})

test('an excerpt is cut to whole characters', () => {
  expect(excerpt('abc', 3)).toBe('abc')
  expect(excerpt('abcd', 3)).toBe('ab…')
  expect(excerpt('😀😀😀😀', 3)).toBe('😀😀…')
  expect(excerpt('x'.repeat(1_000_000), 5)).toBe('xxxx…')
})
