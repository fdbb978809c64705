import { isUtf8 } from 'node:buffer'
import { UsageError } from '../errors.ts'

const lineFeed = 0x0a
const byteOrderMark = '\ufeff'
const maximumLineBytes = 32 * 1_024 * 1_024

/** One or more whole lines, their ends included. The last line of a file may lack its end. */
export interface TextPiece {
  readonly text: string
  /** The number of the first of them, from 1. */
  readonly firstLine: number
}

/**
 * UTF-8, with or without byte order mark, cut into pieces of whole lines, so that no reader has to care about characters or
 * lines that are split between two chunks.
 *
 * @param bytes each chunk need be good only until the next is asked for
 * @param name what the bytes are called in messages
 * @throws {UsageError} at a line that is not UTF-8, or is longer than 32 MiB
 */
export async function* wholeLines(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<TextPiece> {
  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let line = 1
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(lineFeed) + 1
    if (end > 0) {
      const lines = Buffer.concat([...pending, chunk.subarray(0, end)])
      yield { text: decode(lines, line, name), firstLine: line }
      line += countLineFeeds(lines)
      pending = []
      pendingBytes = 0
    }
    if (end === chunk.length) continue
    // A copy also of a Buffer, whose own `slice` is none.
    pending.push(Uint8Array.prototype.slice.call(chunk, end))
    pendingBytes += chunk.length - end
    if (pendingBytes > maximumLineBytes) {
      throw new UsageError(`${name}:${line} is longer than 32 MiB: one line for each entry is needed`)
    }
  }
  if (pendingBytes > 0) yield { text: decode(Buffer.concat(pending), line, name), firstLine: line }
}

function decode(piece: Buffer, firstLine: number, name: string): string {
  if (!isUtf8(piece)) throw notUtf8(piece, firstLine, name)
  const text = piece.toString('utf8')
  return firstLine === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text
}

function notUtf8(piece: Buffer, firstLine: number, name: string): UsageError {
  const advice = 'save the file as UTF-8 (in Excel "CSV UTF-8") and push it again'
  if (firstLine === 1 && (piece.readUInt16BE(0) === 0xfffe || piece.readUInt16BE(0) === 0xfeff)) {
    return new UsageError(`${name} is UTF-16: ${advice}`)
  }
  let line = firstLine
  let start = 0
  for (;;) {
    const end = piece.indexOf(lineFeed, start) + 1
    if (end === 0 || !isUtf8(piece.subarray(start, end))) break
    start = end
    line++
  }
  return new UsageError(`${name}:${line} is not UTF-8: ${advice}`)
}

function countLineFeeds(piece: Buffer): number {
  let count = 0
  for (let at = piece.indexOf(lineFeed); at !== -1; at = piece.indexOf(lineFeed, at + 1)) count++
  return count
}
