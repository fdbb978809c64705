import { ImportError } from '../errors.ts'
import { type DecodeOptions, decodeText, type Encoding } from './lines.ts'
import { type CsvRecord, CsvSplitter } from './splitter.ts'
import { withoutSurplus } from './surplus.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** An open CSV file whose header was read. */
export interface CsvTable {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** The names of the columns, unchanged. */
  readonly header: readonly string[]
  /** The line of the header. */
  readonly headerLine: number
  /** Lines with text above the header, such as a title. They are not rows. */
  readonly titleLines: number
  /** The records after the header as the bytes arrive, without empty ones and repeated headers. */
  readonly portions: AsyncGenerator<CsvRecord[], void, undefined>
  /** Closes the source at any time. */
  close(): Promise<void>
}

export interface TableOptions extends Pick<DecodeOptions, 'encoding'> {
  /** Recognizes the header, which may then be below a title. Default: it is the first line. */
  readonly isHeader?: HeaderTest | undefined
}

/** Whether cells are the names of the columns. */
export type HeaderTest = (cells: readonly string[]) => boolean

/** A header is not looked for below more lines with text. */
export const mostTitleLines = 20

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
  { isHeader = () => true, ...options }: TableOptions = {},
): Promise<CsvTable> {
  const { encoding, pieces } = await decodeText(source, options)
  const close = async () => void (await pieces.return())
  try {
    return { encoding, ...(await readHeader(pieces, isHeader)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function readHeader(
  pieces: Pieces,
  isHeader: HeaderTest,
): Promise<Omit<CsvTable, 'encoding' | 'close'>> {
  const first = await skipToHeader(pieces)
  const { text, line, delimiter, titleLines } = belowTitle(first, isHeader)
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
  const rows = readPortions(splitter, records, pieces, isRowOf(header.cells))
  const portions = withoutSurplus(rows, header.cells.length, delimiter)
  return { delimiter, header: header.cells, headerLine: header.line, titleLines, portions }
}

/** The header below a title; without one, the first text. */
function belowTitle(
  { text, line, said }: { readonly text: string; readonly line: number; readonly said?: Delimiter },
  isHeader: HeaderTest,
) {
  const likely = said ?? likelyDelimiter(text)
  const first = { text, line, delimiter: likely, titleLines: 0 }
  if (isHeader(firstCells(text, likely))) return first
  let at = 0
  let lines = 0
  for (let titleLines = 0; titleLines <= mostTitleLines && at < text.length; lines++) {
    const end = text.indexOf('\n', at) + 1 || text.length
    const content = text.slice(at, end)
    const delimiter = (said ? [said] : delimiters).find((one) => isHeader(firstCells(content, one)))
    if (delimiter) return { text: text.slice(at), line: line + lines, delimiter, titleLines }
    if (content.trim() !== '') titleLines++
    at = end
  }
  return first
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
  const columns = (delimiter: Delimiter) => firstCells(text, delimiter).length
  return delimiters.reduce((best, delimiter) => (columns(delimiter) > columns(best) ? delimiter : best))
}

/** The cells of the first line. */
function firstCells(text: string, delimiter: Delimiter): readonly string[] {
  const end = text.indexOf('\n')
  const splitter = new CsvSplitter(delimiter)
  return [...splitter.feed(end === -1 ? text : text.slice(0, end)), ...splitter.end()][0]?.cells ?? []
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

/** Ends a file of programs that go back to DOS. */
const endOfFile = '\u001a'

/** Not a row: one of empty cells, and the header once more, as in files that were joined. */
function isRowOf(header: readonly string[]): (record: CsvRecord) => boolean {
  const isHeader = (cells: readonly string[]) =>
    cells.length === header.length && cells.every((cell, place) => cell === header[place])
  return ({ cells }) => cells.some((cell) => cell.trim() !== '' && cell !== endOfFile) && !isHeader(cells)
}
