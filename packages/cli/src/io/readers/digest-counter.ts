const wordsPerSlot = 3
const initialSlots = 1_024
const greatestLoad = 0.75

/**
 * Counts how often each digest was seen: a hash table with open addressing in one typed array, since a `Map` takes five
 * times the memory and ends at 16 million. Digests that share their first 64 bits count as one; each caller must bear that.
 */
export class DigestCounter {
  #slots = new Uint32Array(initialSlots * wordsPerSlot)
  #used = 0

  /** Counts `digest` (at least 8 evenly distributed bytes) and says how often it has been seen now, from 1. */
  count(digest: Buffer): number {
    if (this.#used > greatestLoad * this.#capacity) this.#grow()
    const high = digest.readUInt32LE(0)
    const low = digest.readUInt32LE(4)
    const at = this.#find(high, low)
    const seen = (this.#slots[at + 2] ?? 0) + 1
    if (seen === 1) this.#used++
    this.#put(at, high, low, seen)
    return seen
  }

  get #capacity(): number {
    return this.#slots.length / wordsPerSlot
  }

  /** Where these words are, or where they belong. A slot that counts nothing is free. */
  #find(high: number, low: number): number {
    const mask = this.#capacity - 1
    for (let slot = high & mask; ; slot = (slot + 1) & mask) {
      const at = slot * wordsPerSlot
      if (this.#slots[at + 2] === 0) return at
      if (this.#slots[at] === high && this.#slots[at + 1] === low) return at
    }
  }

  #put(at: number, high: number, low: number, seen: number): void {
    this.#slots[at] = high
    this.#slots[at + 1] = low
    this.#slots[at + 2] = seen
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += wordsPerSlot) {
      const [high = 0, low = 0, seen = 0] = old.subarray(at, at + wordsPerSlot)
      if (seen > 0) this.#put(this.#find(high, low), high, low, seen)
    }
  }
}
