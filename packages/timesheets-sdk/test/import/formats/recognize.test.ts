import { expect, test } from 'vitest'
import { recognizeValues } from '../../../src/import/index.ts'
import { chunks } from '../support/bytes.ts'

test.each([
  ['userId,date\n', undefined],
  ['', undefined],
  ['[\n', 'json'],
  ['  \n[{}]', 'json'],
  ['{\n "entries": [', 'json'],
  ['{"entries":[]}', 'json'],
  ['{"date":"2026-11-12"}\n{"date"', 'ndjson'],
  ['{"date":"2026-11-12"}', 'ndjson'],
])('%j is %s', async (text, format) => {
  for (const size of [1, 5, 1_000]) expect(await recognizeValues(chunks(text, size))).toBe(format)
})

test('it reads no further than it must, and closes the source', async () => {
  let isClosed = false
  async function* endless() {
    try {
      for (;;) yield new TextEncoder().encode('{"note":"')
    } finally {
      isClosed = true
    }
  }
  expect(await recognizeValues(endless())).toBe('json')
  expect(isClosed).toBe(true)
})
