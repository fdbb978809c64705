import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { UsageError } from '../outcome/errors.ts'
import type { InputFile } from './input-file.ts'

/**
 * One for each row of the longest sheet, and some more. Each takes a kilobyte while the list is read, and a
 * process that runs out of memory says nothing useful.
 */
const mostTexts = 1_250_000

/**
 * Checks that the list of the different texts of a workbook fits into memory: the reader keeps all of it,
 * while it reads rows one by one.
 *
 * @throws {UsageError} that says what to do instead
 */
export async function checkSharedTexts(file: InputFile, most = mostTexts): Promise<void> {
  const texts = new TextCount()
  try {
    await pipeline(packedTexts(file.read()), createInflateRaw(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) if (texts.add(chunk) > most) throw tooMany(file, most)
    })
  } catch (error) {
    // Of a broken archive: its reader says so.
    if (!/^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function tooMany({ name }: InputFile, most: number): UsageError {
  const many = most.toLocaleString('en')
  return new UsageError(
    `${name} has more than ${many} different texts, too many for a workbook: save the sheet as CSV, and use that file`,
  )
}

const longestTag = 40

/** Counts the texts of a list by the ends of their elements. */
class TextCount {
  #count = 0
  #rest = ''

  add(chunk: Buffer): number {
    const text = this.#rest + chunk.toString('latin1')
    this.#count += text.match(/<\/(?:\w+:)?si>/g)?.length ?? 0
    this.#rest = text.slice(Math.max(text.length - longestTag, text.lastIndexOf('>') + 1))
    return this.#count
  }
}

const entryName = 'haredStrings.xml'
const localHeader = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const headerBytes = 30
const deflated = 8

/** The bytes of a ZIP archive from the packed list of texts on; nothing without such a list. */
async function* packedTexts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let before = Buffer.alloc(0)
  let isFound = false
  for await (const chunk of chunks) {
    if (isFound) {
      // The file reuses its buffer.
      yield chunk.slice()
      continue
    }
    const bytes = Buffer.concat([before, chunk])
    const start = dataStart(bytes)
    isFound = start !== undefined
    if (start !== undefined) yield bytes.subarray(start)
    else before = bytes.subarray(-(headerBytes + 256))
  }
}

/** The place after the local header of the list, if it is in `bytes`. */
function dataStart(bytes: Buffer): number | undefined {
  for (let name = bytes.indexOf(entryName); name !== -1; name = bytes.indexOf(entryName, name + 1)) {
    const header = bytes.lastIndexOf(localHeader, name)
    if (header === -1) continue
    const nameEnd = header + headerBytes + bytes.readUInt16LE(header + 26)
    const isList = nameEnd === name + entryName.length && bytes.readUInt16LE(header + 8) === deflated
    if (isList) return nameEnd + bytes.readUInt16LE(header + 28)
  }
  return undefined
}
