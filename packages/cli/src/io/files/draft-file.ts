import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError, type WriteError, writeFailure } from '../outcome/errors.ts'
import { removeAtExit } from './leftovers.ts'

/**
 * A file that is written beside its place and put there at the end, so that nobody finds half of it. A device
 * or a pipe is written to directly. All methods throw {@link UsageError} when the path can't be written to,
 * and {@link WriteError} when the disk fails, most often because it is full.
 */
export class DraftFile {
  readonly path: string
  readonly #target: string
  readonly #draft: string | undefined
  readonly #stream: WriteStream
  readonly #forget: () => void
  #failure: NodeJS.ErrnoException | undefined

  private constructor(path: string, target: string, draft: string | undefined, stream: WriteStream) {
    this.path = path
    this.#target = target
    this.#draft = draft
    this.#stream = stream
    this.#forget = draft === undefined ? () => {} : removeAtExit(draft)
    stream.on('error', (error) => {
      this.#failure = error
    })
  }

  /** @param mode of a new file: `0o600` keeps others from reading it */
  static async create(path: string, mode = 0o666): Promise<DraftFile> {
    const target = await realpath(path).catch(() => path)
    const stats = await stat(target).catch(() => undefined)
    if (stats?.isDirectory()) throw new UsageError(`${path} is a folder: name a file`)
    const isSpecial = stats !== undefined && !stats.isFile()
    const draft = isSpecial ? undefined : `${target}.${randomUUID().slice(0, 8)}.tmp`
    // Flushed before it is renamed: some file systems say only then that there is no space.
    const stream = createWriteStream(draft ?? target, draft ? { flags: 'wx', mode, flush: true } : {})
    const file = new DraftFile(path, target, draft, stream)
    await once(stream, 'open').catch(() => {})
    if (file.#failure) await file.discard()
    file.#assertWritable()
    return file
  }

  /** Resolves when more can be written. */
  async write(content: string | Uint8Array): Promise<void> {
    this.#assertWritable()
    if (!this.#stream.write(content)) await once(this.#stream, 'drain').catch(() => {})
  }

  /** Puts the file in its place. */
  async finish(): Promise<void> {
    this.#stream.end()
    await this.#closed()
    if (this.#draft !== undefined && !this.#failure) {
      await rename(this.#draft, this.#target).catch((error) => {
        this.#failure = error
      })
    }
    if (this.#failure) await this.discard()
    this.#forget()
    this.#assertWritable()
  }

  /** Leaves the place as it was. */
  async discard(): Promise<void> {
    this.#stream.destroy()
    await this.#closed()
    if (this.#draft !== undefined) await rm(this.#draft, { force: true })
    this.#forget()
  }

  async #closed(): Promise<void> {
    if (!this.#stream.closed) await once(this.#stream, 'close').catch(() => {})
  }

  #assertWritable(): void {
    if (this.#failure) throw writeFailure(this.path, this.#failure)
  }
}

/** Writes a file that only its owner can read, whole or not at all, and the folders on the way to it. */
export async function writeOwnFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error) => {
    throw writeFailure(path, error)
  })
  const file = await DraftFile.create(path, 0o600)
  await file.write(text)
  await file.finish()
}
