import { describe, expect, it, test } from 'vitest'
import { ownRows } from '../support/own.ts'

const read = (content: string) => ownRows(content, { format: 'json', chunkSize: 64 })

const entry = {
  userId: 'maria',
  date: '2026-11-12',
  project: 'A',
  hours: 1.5,
  billable: true,
  externalId: 'x-1',
}

describe('JSON', () => {
  test.each([
    ['a list', [entry, { ...entry, externalId: 'x-2' }]],
    ['the body of a batch', { entries: [entry, { ...entry, externalId: 'x-2' }] }],
  ])('reads %s, and counts places instead of lines', async (_, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, undefined, 2)]) {
      expect(await read(text)).toMatchObject([
        { line: 1, entry },
        { line: 2, entry: { ...entry, externalId: 'x-2' } },
      ])
    }
  })

  it('reports an item that is not an entry, and continues', async () => {
    expect(await read(JSON.stringify([7, entry]))).toMatchObject([
      { line: 1, violations: [{ code: 'wrong_type' }] },
      { line: 2, entry },
    ])
  })

  test.each([
    ['', 'the file is not JSON'],
    ['[1,', 'the file is not JSON'],
    ['[{"hours":1,"hours":8}]', 'the file is not JSON: an object has the same member twice'],
    ['{}', 'the file is not a list of entries: write [...] or {"entries": [...]}'],
    ['"a"', 'the file is not a list of entries'],
  ])('refuses %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })
})
