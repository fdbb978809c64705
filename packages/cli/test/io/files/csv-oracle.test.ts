import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownRows } from '../../../../timesheets-sdk/test/import/support/own.ts'

it('reads what csv-parse reads, of any well-formed text, however it is cut into pieces', async () => {
  const note = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', ' ', ',', '"', '\n', '\r\n'), minLength: 1 })
  const notes = fc.array(note, { minLength: 1, maxLength: 8 })
  const size = fc.integer({ min: 1, max: 50 })
  await fc.assert(
    fc.asyncProperty(
      notes,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      size,
      async (texts, lineEnd, endsWithBreak, chunkSize) => {
        const lines = texts.map((text) => `maria,2026-11-12,${quoted(text)},A,1`)
        const content =
          ['userId,date,note,project,hours', ...lines].join(lineEnd) + (endsWithBreak ? lineEnd : '')
        const oracle: { note: string }[] = parse(content, { columns: true, record_delimiter: ['\r\n', '\n'] })
        expect(oracle.map((record) => record.note)).toEqual(texts)
        const rows = await ownRows(content, { chunkSize })
        expect(rows.map(({ cells }) => cells[2])).toEqual(texts)
      },
    ),
  )
})

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
