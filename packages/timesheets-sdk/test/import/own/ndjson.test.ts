import { describe, expect, it, test } from 'vitest'
import { ownRows } from '../support/own.ts'

const read = (content: string, chunkSize = 7) => ownRows(content, { format: 'ndjson', chunkSize })

const entry = {
  userId: 'maria',
  date: '2026-11-12',
  project: 'A',
  hours: 1.5,
  billable: true,
  externalId: 'x-1',
}

describe('NDJSON', () => {
  test.each([1, 3, 1_000])('reads an entry from each line, from chunks of %d bytes', async (chunkSize) => {
    const content = `${JSON.stringify(entry)}\r\n\n${JSON.stringify({ ...entry, externalId: 'x-2', note: 'grün\n😀' })}`
    expect(await read(content, chunkSize)).toMatchObject([
      { line: 1, entry },
      { line: 3, entry: { ...entry, externalId: 'x-2', note: 'grün\n😀' } },
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
    const [row] = await read(JSON.stringify(exported))
    expect(row).toMatchObject({ line: 1 })
    expect(row && 'entry' in row && row.entry).toEqual({ ...entry, id: exported.id })
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
    [
      '{"hours":1,"hours":8}',
      'malformed_json',
      '',
      'the line is not JSON: an object has the same member twice',
    ],
    ['[]', 'wrong_type', '', 'not an object'],
    ['7', 'wrong_type', '', 'not an object'],
    ['null', 'wrong_type', '', 'not an object'],
    [JSON.stringify({ ...entry, hours: '7:30' }), 'wrong_type', '/hours', 'hours must be a finite number'],
    [JSON.stringify({ ...entry, date: 20261112 }), 'wrong_type', '/date', 'date must be text'],
    [JSON.stringify({ ...entry, projekt: 'A' }), 'unknown_field', '/projekt', 'unknown field projekt'],
    [JSON.stringify({ date: '2026-11-12', project: 'A' }), 'missing_field', '/hours', 'hours is missing'],
    [
      '{"__proto__":{"date":"2026-11-12"},"project":"A","hours":1}',
      'missing_field',
      '/date',
      'date is missing',
    ],
  ])('tells what is wrong with %s, and goes on', async (line, code, path, message) => {
    const good = { ...entry, externalId: 'x-2' }
    const rows = await read(`${line}\n${JSON.stringify(good)}\n`)
    expect(rows).toMatchObject([
      {
        line: 1,
        violations: expect.arrayContaining([
          expect.objectContaining({ code, path, message: expect.stringContaining(message) }),
        ]),
      },
      { line: 2, entry: good },
    ])
  })

  it('keeps the readable members of an invalid row', async () => {
    const [row] = await read(JSON.stringify({ ...entry, hours: '7:30', billable: { a: 1 }, note: 7 }))
    expect(row?.cells).toEqual(['', 'maria', '2026-11-12', 'A', '7:30', '7', '{"a":1}', 'x-1'])
  })

  it('has no rows where a job had nothing to write', async () => {
    expect(await read('')).toEqual([])
  })

  it('has both rows rejected that have the same externalId, each with the line of the other', async () => {
    const lines = [entry, { ...entry, externalId: 'x-2' }, { ...entry, hours: 2 }]
    const rows = await read(lines.map((line) => JSON.stringify(line)).join('\n\n'))
    expect(rows).toMatchObject([
      { line: 1, violations: [{ code: 'repeated_id', message: expect.stringContaining('line 5 ') }] },
      { line: 3, entry: { externalId: 'x-2' } },
      { line: 5, violations: [{ code: 'repeated_id', message: expect.stringContaining('line 1 ') }] },
    ])
  })
})
