import { ImportError } from '../errors.ts'

/** Encodings that a file does not show: somebody has to name them. */
export const namedEncodings = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const

/** The encoding of a file, by its byte order mark or a zero byte beside its first letter. Default: UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | (typeof namedEncodings)[number]

export interface DecodeOptions {
  /** Default: found from the first bytes. A byte order mark always wins. */
  readonly encoding?: Encoding | undefined
  readonly maximumLineBytes?: number | undefined
}

const lineFeed = 0x0a
/** The first bytes of files that are not text, with the next step. */
const otherFiles = [
  [[0x50, 0x4b, 0x03, 0x04], 'this is an Excel workbook or another archive: export it as CSV'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'this is an old Excel workbook (.xls): save it as .xlsx or CSV'],
  [[0x25, 0x50, 0x44, 0x46], 'this is a PDF: export a table instead'],
  [[0x1f, 0x8b], 'this is a compressed file: unpack it first'],
  [[0xff, 0xfe, 0, 0], 'this is UTF-32: save it as UTF-8'],
  [[0, 0, 0xfe, 0xff], 'this is UTF-32: save it as UTF-8'],
  // Many programs write their tables as web pages or XML, and name them .xls.
  [[0x3c], 'this is a web page or XML: open it in a spreadsheet program and save it as .xlsx or CSV'],
] as const
const longestStart = 4
const pieceBytes = 256 * 1_024
const defaultMaximumLineBytes = 1_024 * 1_024

const saveAgain = 'export it again, or save it as UTF-8 (in Excel "CSV UTF-8")'

/** Text decoded from bytes. */
export interface DecodedText {
  readonly encoding: Encoding
  /**
   * Pieces of whole lines with their line ends, so that callers need not handle lines split between chunks.
   * The last line may have no line end. An incomplete last character is dropped.
   *
   * @throws {ImportError} `not_text` for a line in another encoding, `line_too_long` for a line that is too
   *   long
   */
  readonly pieces: AsyncGenerator<string, void, undefined>
}

/**
 * Starts to read text: UTF-8 with or without byte order mark, or UTF-16. Other encodings have to be
 * named: a wrong guess would turn one person's name into another's.
 *
 * @throws {ImportError} `empty_file`; `not_text` for an Excel workbook
 */
export async function decodeText(
  source: AsyncIterable<Uint8Array>,
  { encoding: said, maximumLineBytes = defaultMaximumLineBytes }: DecodeOptions = {},
): Promise<DecodedText> {
  const chunks = ofBoundedSize(source)
  const head = await readHead(chunks)
  if (head.length === 0) {
    await chunks.return()
    throw new ImportError('empty_file', 'the file is empty')
  }
  const other = otherFiles.find(([start]) => start.every((byte, index) => head[index] === byte))
  if (other !== undefined) {
    await chunks.return()
    throw new ImportError('not_text', other[1])
  }
  const encoding = encodingOf(head) ?? said ?? 'utf-8'
  const all = rejoined(head, chunks)
  const assertLength = (bytes: number, line: number) => assertLineLength(bytes, line, maximumLineBytes)
  const pieces = encoding.startsWith('utf-16')
    ? utf16Lines(all, encoding, assertLength)
    : splitLines(all, encoding, assertLength)
  return { encoding, pieces }
}

async function* ofBoundedSize(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of source) {
    for (let start = 0; start < chunk.length; start += pieceBytes) {
      yield chunk.subarray(start, start + pieceBytes)
    }
  }
}

async function readHead(chunks: AsyncGenerator<Uint8Array, void, undefined>): Promise<Uint8Array> {
  let head = new Uint8Array()
  while (head.length < longestStart) {
    const next = await chunks.next()
    if (next.done) break
    head = joined([head, next.value])
  }
  return head
}

/** `undefined`: the bytes do not show it. */
function encodingOf(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if ((head[0] === 0xff && head[1] === 0xfe) || head[1] === 0) return 'utf-16le'
  if ((head[0] === 0xfe && head[1] === 0xff) || head[0] === 0) return 'utf-16be'
  return undefined
}

async function* rejoined(
  head: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield head
    yield* rest
  } finally {
    // A caller that only reads the head never starts the rest, so it must be closed here.
    await rest.return()
  }
}

// Split before decoding: a decoder with state between chunks is half as fast.
async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  assertLength: AssertLength,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const isUtf8 = encoding === 'utf-8'
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let line = 1
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(lineFeed) + 1
    if (end > 0) {
      const piece = joined([...pending, chunk.subarray(0, end)])
      yield decodeLines(decoder, piece, line)
      line += countLineFeeds(piece)
      pending = []
      pendingBytes = 0
    }
    if (end === chunk.length) continue
    // A copy, because the source may reuse its buffer. The `slice` of Node's Buffer does not copy.
    pending.push(Uint8Array.prototype.slice.call(chunk, end))
    pendingBytes += chunk.length - end
    assertLength(pendingBytes, line)
  }
  if (pendingBytes === 0) return
  const last = joined(pending)
  yield decodeLines(decoder, isUtf8 ? withoutCutCharacter(last) : last, line)
}

function decodeLines(decoder: TextDecoder, piece: Uint8Array, firstLine: number): string {
  try {
    return decoder.decode(piece)
  } catch {
    throw new ImportError(
      'not_text',
      `the line is not ${decoder.encoding.toUpperCase()}: ${saveAgain}, or name its encoding`,
      wrongLine(decoder, piece, firstLine),
    )
  }
}

function wrongLine(decoder: TextDecoder, piece: Uint8Array, firstLine: number): number {
  let line = firstLine
  for (let start = 0; ; line++) {
    const end = piece.indexOf(lineFeed, start) + 1
    if (end === 0) return line
    try {
      decoder.decode(piece.subarray(start, end))
    } catch {
      return line
    }
    start = end
  }
}

/** The bytes without an incomplete last character. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < needed ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}

async function* utf16Lines(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  assertLength: AssertLength,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let pending = ''
  let line = 1
  for await (const chunk of chunks) {
    let text: string
    try {
      text = pending + decoder.decode(chunk, { stream: true })
    } catch {
      throw new ImportError('not_text', `the text is not UTF-16 from here on: ${saveAgain}`, line)
    }
    const end = text.lastIndexOf('\n') + 1
    pending = text.slice(end)
    if (end > 0) {
      const piece = text.slice(0, end)
      yield piece
      line += piece.split('\n').length - 1
    }
    assertLength(pending.length, line)
  }
  if (pending !== '') yield pending
}

type AssertLength = (bytes: number, line: number) => void

function assertLineLength(bytes: number, line: number, maximum: number): void {
  if (bytes <= maximum) return
  throw new ImportError(
    'line_too_long',
    `the line is longer than ${maximum / 1_024 / 1_024} MiB: one line for each entry is needed`,
    line,
  )
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) count++
  return count
}
