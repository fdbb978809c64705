import { readCsv } from './csv.ts'
import { type FileFormat, formatOfText } from './format.ts'
import { readJson } from './json.ts'
import { readNdjson } from './ndjson.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'
import type { TextPiece } from './whole-lines.ts'

const readers = { csv: readCsv, ndjson: readNdjson, json: readJson }

/**
 * The rows of a file, in portions. Rows that can't be entries are among them, each with what is wrong.
 *
 * @param format `undefined`: what the beginning of the text looks like
 * @throws {UsageError} when the file as a whole is not what it should be
 */
export async function* readRows(
  reading: Reading,
  format: FileFormat | undefined,
): AsyncGenerator<Iterable<Row>> {
  if (format) return yield* readers[format](reading)
  const iterator = reading.pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  const chosen = formatOfText(first.done ? '' : first.value.text)
  yield* readers[chosen]({ ...reading, pieces: rejoined(first, iterator) })
}

async function* rejoined(
  first: IteratorResult<TextPiece>,
  iterator: AsyncIterator<TextPiece>,
): AsyncGenerator<TextPiece> {
  for (let next = first; !next.done; next = await iterator.next()) yield next.value
}
