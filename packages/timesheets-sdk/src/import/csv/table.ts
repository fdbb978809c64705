import { ImportError } from '../errors.ts'
import { decodeText, type Encoding } from './lines.ts'
import { type CsvRecord, CsvSplitter } from './splitter.ts'

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** A CSV file, open behind its header. */
export interface CsvTable {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** The names of the columns as they stand there. */
  readonly header: readonly string[]
  /** The line that the header stands in. */
  readonly headerLine: number
  /** The records after the header, as the bytes come in; those of which every cell is empty are left out. */
  readonly portions: AsyncGenerator<CsvRecord[], void, undefined>
  /** Closes the source, however far it was read. */
  close(): Promise<void>
}

type Pieces = AsyncGenerator<string, void, undefined>

/**
 * Reads the header of a CSV file. The delimiter is the one that cuts it into the most columns, or what a first line
 * `sep=;`, as Excel writes it, says.
 *
 * @throws {ImportError} `empty_file` when there is no header; `not_text` when the file is no text of a known encoding, or
 * ends its lines with CR alone
 */
export async function openTable(source: AsyncIterable<Uint8Array>): Promise<CsvTable> {
  const { encoding, pieces } = await decodeText(source)
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
  let records = splitter.feed(text)
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
  const portions = readPortions(splitter, records, pieces)
  return { delimiter, header: header.cells, headerLine: header.line, portions }
}

/** The first text that has the whole first line of the header, and that line's number. */
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

/** What is left can still be read after a loop over this has been left. */
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
): AsyncGenerator<CsvRecord[], void, undefined> {
  yield first.filter(hasContent)
  for await (const piece of pieces) yield splitter.feed(piece).filter(hasContent)
  yield splitter.end().filter(hasContent)
}

function hasContent({ cells }: CsvRecord): boolean {
  return cells.some((cell) => cell !== '')
}
