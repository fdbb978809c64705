import { describe, expect, it, test } from 'vitest'
import { readNdjson } from '../../../src/io/readers/ndjson.ts'
import { readingOf, rowsIn } from '../../support/text-source.ts'

const read = (content: string, chunkSize?: number) =>
  rowsIn(readNdjson(readingOf(content, chunkSize === undefined ? {} : { chunkSize })))

const entry = {
  userId: 'maria',
  date: '2026-11-12',
  project: 'A',
  hours: 1.5,
  billable: true,
  externalId: 'x-1',
}

describe('readNdjson', () => {
  test.each([1, 3, 1_000])('reads an entry from each line, from chunks of %d bytes', async (chunkSize) => {
    const content = `${JSON.stringify(entry)}\r\n\n${JSON.stringify({ ...entry, note: 'grün\n😀' })}`
    expect(await read(content, chunkSize)).toMatchObject([
      { line: 1, entry },
      { line: 3, entry: { ...entry, note: 'grün\n😀' } },
    ])
  })

  it('leaves out what the API alone gives an entry, so that what was exported can be pushed', async () => {
    const exported = {
      ...entry,
      id: '0199b8f0-0000-7000-8000-000000000000',
      source: 'spa',
      status: 'open',
      createdAt: '2026-11-12T00:00:00.000Z',
      updatedAt: '2026-11-12T00:00:00.000Z',
      version: 3,
    }
    expect(await read(JSON.stringify(exported))).toMatchObject([{ line: 1, entry }])
  })

  it('derives an external id where there is none', async () => {
    const { externalId: _, ...unnamed } = entry
    const [one, other] = await read(`${JSON.stringify(unnamed)}\n${JSON.stringify(unnamed)}\n`)
    expect(one).toMatchObject({ entry: { externalId: expect.stringMatching(/^row:/) } })
    expect(other).not.toMatchObject({
      entry: { externalId: (one as typeof one & { entry: typeof entry }).entry.externalId },
    })
  })

  test.each([
    ['{"date":', 'malformed_json', '', 'the line is not JSON'],
    ['[]', 'wrong_type', '', 'no object'],
    ['7', 'wrong_type', '', 'no object'],
    ['null', 'wrong_type', '', 'no object'],
    [JSON.stringify({ ...entry, hours: '7:30' }), 'wrong_type', '/hours', 'hours must be a finite number'],
    [JSON.stringify({ ...entry, date: 20261112 }), 'wrong_type', '/date', 'date must be text'],
    [JSON.stringify({ ...entry, projekt: 'A' }), 'unknown_field', '/projekt', 'projekt is not a member here'],
    [JSON.stringify({ date: '2026-11-12', project: 'A' }), 'missing_field', '/hours', 'hours is missing'],
    [
      '{"__proto__":{"date":"2026-11-12"},"project":"A","hours":1}',
      'missing_field',
      '/date',
      'date is missing',
    ],
  ])('tells what is wrong with %s, and goes on', async (line, code, path, message) => {
    const rows = await read(`${line}\n${JSON.stringify(entry)}\n`)
    expect(rows).toMatchObject([
      {
        line: 1,
        violations: expect.arrayContaining([{ code, path, message: expect.stringContaining(message) }]),
      },
      { line: 2, entry },
    ])
  })

  it('keeps what it could read of a row that is no entry', async () => {
    const [row] = await read(JSON.stringify({ ...entry, hours: '7:30', billable: { a: 1 }, note: 7 }))
    expect(row).toMatchObject({ cells: { ...entry, hours: '7:30', billable: '{"a":1}', note: '7' } })
  })
})
