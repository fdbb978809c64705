import { plainText } from '../plain-text.ts'
import { rowOfValue } from './entry-of-value.ts'
import type { Reading } from './reading.ts'
import { type Row, wholeText } from './row.ts'

/** Reads NDJSON: one entry a line; empty lines are left out. Rows come in portions, as the text does. */
export async function* readNdjson(reading: Reading): AsyncGenerator<Row[]> {
  for await (const { text, firstLine } of reading.pieces) {
    const rows: Row[] = []
    const lines = text.split('\n')
    for (const [index, lineText] of lines.entries()) {
      if (lineText.trim() !== '') rows.push(readLine(lineText, firstLine + index, reading))
    }
    yield rows
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
