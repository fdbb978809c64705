import type { EntryPlace } from '../../store/timesheets/listed-entries.ts'

/** An entry as JSON, which begins with its id. */
export interface EncodedEntry {
  readonly date: string
  readonly json: string
}

/** Entries as JSON with commas in between, which several lists share. */
interface Encoded {
  readonly bytes: Buffer
  /** Where each entry ends. */
  readonly ends: Uint32Array
  /** Their dates as numbers: 20261130. */
  readonly dates: Uint32Array
}

const idStart = '{"id":"'.length
const quote = 0x22

/**
 * Entries in order of date and id, as the bytes of their JSON. As texts they would take three times the
 * memory, in V8's heap. Parts of a list share its bytes.
 */
export class EncodedEntries {
  readonly #encoded: Encoded
  readonly #from: number
  readonly #to: number

  private constructor(encoded: Encoded, from: number, to: number) {
    this.#encoded = encoded
    this.#from = from
    this.#to = to
  }

  static of(entries: readonly EncodedEntry[]): EncodedEntries {
    const text = entries.map(({ json }) => json).join()
    const bytes = Buffer.from(text)
    const isAscii = bytes.length === text.length
    const ends = new Uint32Array(entries.length)
    const dates = new Uint32Array(entries.length)
    let end = -1
    for (let index = 0; index < entries.length; index++) {
      const { date, json } = entries[index] as EncodedEntry
      end += 1 + (isAscii ? json.length : Buffer.byteLength(json))
      ends[index] = end
      dates[index] = numberOf(date)
    }
    return new EncodedEntries({ bytes, ends, dates }, 0, entries.length)
  }

  get length(): number {
    return this.#to - this.#from
  }

  /** The entries as JSON, with commas in between. */
  get bytes(): Buffer {
    const { bytes, ends } = this.#encoded
    if (this.length === 0) return bytes.subarray(0, 0)
    return bytes.subarray(this.#startOf(this.#from), ends[this.#to - 1])
  }

  /** How many bytes this list keeps in memory, those of others that share them included. */
  get keptBytes(): number {
    const { bytes, ends, dates } = this.#encoded
    return bytes.length + ends.byteLength + dates.byteLength
  }

  placeAt(index: number): EntryPlace {
    const { bytes } = this.#encoded
    const start = this.#startOf(this.#from + index) + idStart
    const date = String(this.#dateAt(index)).padStart(8, '0')
    return {
      date: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
      id: bytes.toString('latin1', start, bytes.indexOf(quote, start)),
    }
  }

  get last(): EntryPlace {
    return this.placeAt(this.length - 1)
  }

  /** The entries from one index to before another. */
  slice(from: number, to: number): EncodedEntries {
    const start = Math.min(this.#from + from, this.#to)
    return new EncodedEntries(this.#encoded, start, Math.max(start, Math.min(this.#from + to, this.#to)))
  }

  /** The index of the first entry on a date or later. */
  firstFrom(date: string): number {
    const wanted = numberOf(date)
    return this.#firstThat((index) => this.#dateAt(index) >= wanted)
  }

  /** The index of the first entry after a place; without an id, after the whole date. */
  firstAfter({ date, id }: Pick<EntryPlace, 'date'> & Partial<EntryPlace>): number {
    const wanted = numberOf(date)
    return this.#firstThat((index) => {
      const own = this.#dateAt(index)
      return own > wanted || (own === wanted && id !== undefined && this.placeAt(index).id > id)
    })
  }

  /** The same entries, without the bytes of others if those are more. */
  compact(): EncodedEntries {
    const { bytes } = this
    if (bytes.length * 2 >= this.#encoded.bytes.length) return this
    const start = this.#startOf(this.#from)
    const encoded = {
      bytes: Buffer.from(bytes),
      ends: this.#encoded.ends.slice(this.#from, this.#to).map((end) => end - start),
      dates: this.#encoded.dates.slice(this.#from, this.#to),
    }
    return new EncodedEntries(encoded, 0, this.length)
  }

  #dateAt(index: number): number {
    return this.#encoded.dates[this.#from + index] as number
  }

  /** @param index among all entries of the bytes */
  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#encoded.ends[index - 1] as number) + 1
  }

  /** The index of the first entry that something is true of, as it is of all later ones. */
  #firstThat(isTrueOf: (index: number) => boolean): number {
    let [from, to] = [0, this.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (isTrueOf(middle)) to = middle
      else from = middle + 1
    }
    return from
  }
}

// Parts of the text would have to be created.
function numberOf(date: string): number {
  let number = 0
  for (let index = 0; index < date.length; index++) {
    const code = date.charCodeAt(index)
    if (code !== dash) number = number * 10 + code - zero
  }
  return number
}

const dash = 0x2d
const zero = 0x30
