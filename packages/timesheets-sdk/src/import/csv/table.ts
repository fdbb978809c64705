import { ImportError } from '../errors.ts'
import { type DecodeOptions, decodeText, type Encoding } from './lines.ts'
import { type CsvRecord, CsvSplitter } from './splitter.ts'

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** An open CSV file whose header was read. */
export interface CsvTable {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** The names of the columns, unchanged. */
  readonly header: readonly string[]
  /** The line of the header. */
  readonly headerLine: number
  /** The records after the header as the bytes arrive, without empty ones and repeated headers. */
  readonly portions: AsyncGenerator<CsvRecord[], void, undefined>
  /** Closes the source at any time. */
  close(): Promise<void>
}

type Pieces = AsyncGenerator<string, void, undefined>

/**
 * Reads the header of a CSV file. The delimiter is the one that yields the most columns, or the one in a
 * first line `sep=;`, as Excel writes it.
 *
 * @throws {ImportError} `empty_file` without a header; `not_text` for an unknown encoding or lines that end
 *   with CR only
 */
export async function openTable(
  source: AsyncIterable<Uint8Array>,
  options: Pick<DecodeOptions, 'encoding'> = {},
): Promise<CsvTable> {
  const { encoding, pieces } = await decodeText(source, options)
  const close = async () => void (await pieces.return())
  try {
    return { encoding, ...(await readHeader(pieces)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function readHeader(pieces: Pieces): Promise<Omit<CsvTable, 'encoding' | 'close'>> {
  const { text, line, said } = await skipToHeader(pieces)
  const delimiter = said ?? likelyDelimiter(text)
  const splitter = new CsvSplitter(delimiter, line)
  let records = splitter.feed(text.replaceAll('\n\ufeff', '\n'))
  for (let isAtEnd = false; records.length === 0 && !isAtEnd; ) {
    const next = await pieces.next()
    isAtEnd = next.done === true
    records = next.done ? splitter.end() : splitter.feed(next.value)
  }
  const header = records.shift()
  if (header === undefined) throw emptyFile()
  if (header.fault !== undefined) {
    throw new ImportError('not_text', `this should be the names of the columns: ${header.fault}`, line)
  }
  if (header.cells.some((name) => name.includes('\r'))) {
    const advice = 'save the file with the line ends of Windows or Unix'
    throw new ImportError('not_text', `the lines end with CR alone: ${advice}`)
  }
  const portions = readPortions(splitter, records, pieces, isRowOf(header.cells))
  return { delimiter, header: header.cells, headerLine: header.line, portions }
}

/** The first text with the whole first line of the header, and the number of that line. */
async function skipToHeader(pieces: Pieces): Promise<{ text: string; line: number; said?: Delimiter }> {
  let said: Delimiter | undefined
  let line = 1
  for await (const piece of withoutReturn(pieces)) {
    let text = piece
    for (;;) {
      const end = text.indexOf('\n') + 1 || text.length
      const first = text.slice(0, end)
      const delimiter = line === 1 ? delimiterSaid(first) : undefined
      said ??= delimiter
      if (first.trim() !== '' && !delimiter) return { text, line, ...(said ? { said } : {}) }
      line++
      text = text.slice(end)
      if (text === '') break
    }
  }
  throw emptyFile()
}

function emptyFile(): ImportError {
  return new ImportError('empty_file', 'the file is empty: its first line names the columns')
}

/** The rest can still be read after leaving a loop over this. */
async function* withoutReturn(pieces: Pieces): Pieces {
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value
}

function delimiterSaid(line: string): Delimiter | undefined {
  return delimiters.find((delimiter) => line.replace(/\r?\n$/, '') === `sep=${delimiter}`)
}

function likelyDelimiter(text: string): Delimiter {
  const end = text.indexOf('\n')
  const line = end === -1 ? text : text.slice(0, end)
  const columns = (delimiter: Delimiter) => {
    const splitter = new CsvSplitter(delimiter)
    return [...splitter.feed(line), ...splitter.end()][0]?.cells.length ?? 0
  }
  return delimiters.reduce((best, delimiter) => (columns(delimiter) > columns(best) ? delimiter : best))
}

async function* readPortions(
  splitter: CsvSplitter,
  first: CsvRecord[],
  pieces: Pieces,
  isRow: (record: CsvRecord) => boolean,
): AsyncGenerator<CsvRecord[], void, undefined> {
  yield first.filter(isRow)
  // Files that were joined have the byte order mark of each.
  for await (const piece of pieces) yield splitter.feed(piece.replaceAll('\n\ufeff', '\n')).filter(isRow)
  yield splitter.end().filter(isRow)
}

/** Not a row: one of empty cells, and the header once more, as in files that were joined. */
function isRowOf(header: readonly string[]): (record: CsvRecord) => boolean {
  const isHeader = (cells: readonly string[]) =>
    cells.length === header.length && cells.every((cell, place) => cell === header[place])
  return ({ cells }) => cells.some((cell) => cell.trim() !== '') && !isHeader(cells)
}
