import { open, stat } from 'node:fs/promises'
import type { Io } from '../io.ts'
import { UsageError } from '../outcome/errors.ts'

const chunkBytes = 65_536

/** A file to read, or the standard input. */
export interface InputFile {
  /** Its name in messages. */
  readonly name: string
  /** Of a regular file, in bytes; `undefined` for what can be read once only. */
  readonly size: number | undefined
  /** Of the last {@link read}, so far. */
  readonly bytesRead: number
  /** Chunks are good until the next one is asked for. */
  read(): AsyncGenerator<Uint8Array>
}

/**
 * The input that an argument names; `-` is the standard input.
 *
 * @throws {UsageError} when there is no such file
 */
export async function inputFile(path: string, io: Pick<Io, 'stdin'>): Promise<InputFile> {
  if (path === '-') return counting('stdin', undefined, () => io.stdin.bytes)
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error)
  })
  if (stats.isDirectory()) throw new UsageError(`${path} is a folder: name a file`)
  return counting(path, stats.isFile() ? stats.size : undefined, () => chunksOf(path))
}

function counting(name: string, size: number | undefined, bytes: () => AsyncIterable<Uint8Array>): InputFile {
  let bytesRead = 0
  return {
    name,
    size,
    get bytesRead() {
      return bytesRead
    },
    async *read() {
      bytesRead = 0
      for await (const chunk of bytes()) {
        bytesRead += chunk.length
        yield chunk
      }
    },
  }
}

/**
 * One buffer for the whole file: with one for each chunk, a long file fills memory faster than it is
 * collected.
 */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error)
  })
  try {
    // Not a Buffer: callers keep parts as slices, and only those of a plain array are copies.
    const buffer = new Uint8Array(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): UsageError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'is not there',
    EACCES: 'may not be read',
    EPERM: 'may not be read',
  }
  return new UsageError(`${path} ${reasons[error.code ?? ''] ?? `can't be read (${error.code})`}`)
}
