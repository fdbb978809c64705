import type { EncodedPage } from '../timesheet-service.ts'

// What an empty page takes: its key, and the objects around it.
const overheadBytes = 500

/**
 * The pages that were read since the database changed last, at most `maximumBytes` of them: those that were not
 * asked for longest go first. It holds pages of one mark (`ChangeMark`) alone: another mark empties it.
 */
export class PageCache {
  readonly #maximumBytes: number
  readonly #pages = new Map<string, EncodedPage>()
  #mark: string | undefined
  #bytes = 0

  /** @param maximumBytes 0: nothing is kept */
  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes
  }

  /** Begins anew where `mark` is not the one of the pages that are there. */
  moveTo(mark: string): void {
    if (mark === this.#mark) return
    this.#mark = mark
    this.#pages.clear()
    this.#bytes = 0
  }

  get(key: string): EncodedPage | undefined {
    const page = this.#pages.get(key)
    if (page) {
      this.#pages.delete(key)
      this.#pages.set(key, page)
    }
    return page
  }

  /** Keeps a page that was read after `mark` was; not, where the cache has moved on meanwhile. */
  put(mark: string, key: string, page: EncodedPage): void {
    if (mark !== this.#mark || this.#pages.has(key)) return
    const bytes = sizeOf(key, page)
    if (bytes > this.#maximumBytes) return
    this.#pages.set(key, page)
    this.#bytes += bytes
    for (const [oldKey, old] of this.#pages) {
      if (this.#bytes <= this.#maximumBytes) break
      this.#pages.delete(oldKey)
      this.#bytes -= sizeOf(oldKey, old)
    }
  }
}

function sizeOf(key: string, page: EncodedPage): number {
  return key.length + page.json.length + overheadBytes
}
