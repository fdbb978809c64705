import { plainText } from '../plain-text.ts'
import { rowOfValue } from './entry-of-value.ts'
import type { Reading } from './reading.ts'
import { type Row, wholeText } from './row.ts'
import type { TextPiece } from './whole-lines.ts'

/** Reads NDJSON: one entry a line; empty lines are left out. Rows come in portions, as the text does. */
export async function* readNdjson(reading: Reading): AsyncGenerator<Iterable<Row>> {
  for await (const piece of reading.pieces) yield rowsOf(piece, reading)
}

function* rowsOf({ text, firstLine }: TextPiece, reading: Reading): Generator<Row> {
  let line = firstLine
  for (let start = 0; start < text.length; line++) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd === -1 ? text.length : lineEnd
    const lineText = text.slice(start, end)
    if (lineText.trim() !== '') yield readLine(lineText, line, reading)
    start = end + 1
  }
}

function readLine(text: string, line: number, reading: Reading): Row {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = `the line is not JSON: ${plainText((error as Error).message)}`
    return { line, cells: wholeText(text), violations: [{ code: 'malformed_json', message, path: '' }] }
  }
  return rowOfValue(value, line, reading)
}
