import type { EncodedPage } from '../timesheet-service.ts'

// The size of an empty page with its key and the objects around it.
const overheadBytes = 500

/**
 * The pages that were read since the last change of the database, at most `maximumBytes`; the least recently
 * used are dropped first. All pages belong to one mark (`ChangeMark`): another mark empties the cache.
 */
export class PageCache {
  readonly #maximumBytes: number
  readonly #pages = new Map<string, EncodedPage>()
  #mark: string | undefined
  #bytes = 0

  /** @param maximumBytes 0: nothing is cached */
  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes
  }

  /** Empties the cache if its pages have another mark. */
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

  /** Caches a page that was read after `mark`, unless the cache has moved on to another mark. */
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
