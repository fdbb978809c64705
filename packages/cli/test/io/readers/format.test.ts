import { describe, expect, it, test } from 'vitest'
import { formatOfName, formatOfText } from '../../../src/io/readers/format.ts'
import { readRows } from '../../../src/io/readers/read-rows.ts'
import { readingOf, rowsIn } from '../../support/text-source.ts'

test.each([
  ['november.csv', 'csv'],
  ['/a.b/NOVEMBER.CSV', 'csv'],
  ['november.ndjson', 'ndjson'],
  ['november.jsonl', 'ndjson'],
  ['november.json', 'json'],
  ['november.txt', undefined],
  ['-', undefined],
  ['/dev/fd/63', undefined],
])('formatOfName(%j) is %s', (name, format) => {
  expect(formatOfName(name)).toBe(format)
})

test.each([
  ['userId,date\n', 'csv'],
  ['', 'csv'],
  ['[\n', 'json'],
  ['  \n[{}]', 'json'],
  ['{\n "entries": [', 'json'],
  ['{"entries":[]}', 'json'],
  ['{"date":"2026-11-12"}\n{"date"', 'ndjson'],
  ['{"date":"2026-11-12"}', 'ndjson'],
])('formatOfText(%j) is %s', (text, format) => {
  expect(formatOfText(text)).toBe(format)
})

describe('readRows', () => {
  const entry = {
    userId: 'maria',
    date: '2026-11-12',
    project: 'A',
    hours: 1.5,
    externalId: 'x',
  }

  test.each([
    ['CSV', `userId,date,project,hours,externalId\nmaria,2026-11-12,A,1.5,x\n`],
    ['NDJSON', `${JSON.stringify(entry)}\n`],
    ['JSON', JSON.stringify([entry], undefined, 1)],
  ])('knows %s by its beginning', async (_, content) => {
    const rows = await rowsIn(readRows(readingOf(content), undefined))
    expect(rows).toMatchObject([{ entry }])
  })

  it('reads what it is told to read', async () => {
    await expect(rowsIn(readRows(readingOf('[]'), 'csv'))).rejects.toThrow('has no column')
  })
})
