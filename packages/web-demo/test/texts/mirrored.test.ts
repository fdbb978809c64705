import { expect, it } from 'vitest'
import { keysEn } from '../../src/components/keys-texts.ts'
import { rightToLeft } from '../../src/texts/mirrored.ts'

it('the test language has no Latin letters but those of values', () => {
  const { texts } = rightToLeft
  expect(texts.week.documentTitle('2026-W48')).toMatch(/^2026-W48 · [\u0600-\u06ff]+$/)
  expect(texts.week.of(450, 480)).toMatch(/^7:30 [\u0600-\u06ff]+ 8:00$/)
  expect(rightToLeft.pick({ en: keysEn }).list.length).toBe(keysEn.list.length)
  expect(JSON.stringify(texts.timer)).not.toMatch(/:"[^"]*[a-z]/i)
})

it('texts of a page are made once, so that what depends on them is not done again', () => {
  const written = { en: { more: 'Show more' } }
  expect(rightToLeft.pick(written)).toBe(rightToLeft.pick(written))
})
