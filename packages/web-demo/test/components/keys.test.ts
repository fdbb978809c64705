import { expect, it } from 'vitest'
import { shortcutKey } from '../../src/components/keys.ts'

it.each([
  ['t', 'KeyT', 't'],
  ['T', 'KeyT', 't'],
  ['е', 'KeyT', 't'],
  ['Я', 'KeyZ', 'z'],
  ['я', 'KeyZ', 'z'],
  // On a German keyboard, Z and Y have changed places: the letter counts.
  ['z', 'KeyY', 'z'],
  ['[', 'Digit8', '['],
  ['?', 'Minus', '?'],
])('the key %s at the place %s is the shortcut %s', (key, code, shortcut) => {
  expect(shortcutKey({ key, code })).toBe(shortcut)
})
