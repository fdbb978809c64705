import type { InputFile } from './input-file.ts'

/** A file whose beginning can be looked at before it is read. */
export interface PeekableFile {
  /** To be read as far as wanted, before `file` is. */
  readonly beginning: AsyncGenerator<Uint8Array>
  /** The whole of it, its beginning included. */
  readonly file: InputFile
}

/** Makes it possible to look into what can be read once only, as a pipe; what was looked at is held in memory. */
export function peekable(file: InputFile): PeekableFile {
  if (file.size !== undefined) return { beginning: file.read(), file }
  const bytes = file.read()
  const seen: Uint8Array[] = []
  async function* beginning(): AsyncGenerator<Uint8Array> {
    // No loop over the bytes: to leave it would close them.
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) {
      seen.push(Buffer.from(next.value))
      yield next.value
    }
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    for (let chunk = seen.shift(); chunk; chunk = seen.shift()) yield chunk
    yield* bytes
  }
  return {
    beginning: beginning(),
    file: {
      name: file.name,
      size: undefined,
      get bytesRead() {
        return file.bytesRead
      },
      read: whole,
    },
  }
}
