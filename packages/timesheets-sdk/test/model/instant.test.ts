import { expect, test } from 'vitest'
import { instantFromMs } from '../../src/model/instant.ts'

const instants = [
  '1970-01-01T00:00:00.000Z',
  '2026-11-23T17:02:11.123Z',
  '2026-11-23T23:59:59.999Z',
  '2026-11-24T00:00:00.000Z',
  '2028-02-29T09:08:07.006Z',
  '1969-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00.000Z',
  '-000001-12-31T12:00:00.050Z',
  '+010000-01-01T00:00:00.001Z',
]

test.each(instants)('%s is written as a Date would write it', (instant) => {
  expect(instantFromMs(Date.parse(instant))).toBe(instant)
})

test('any instant is, whichever was written before it', () => {
  const range = 8_640_000_000_000_000
  for (let index = 0; index < 5_000; index++) {
    const ms = Math.floor((index / 2_500 - 1) * range) + index
    expect(instantFromMs(ms)).toBe(new Date(ms).toISOString())
  }
})
