const wordsPerSlot = 3
const initialSlots = 1_024
const greatestLoad = 0.75

/**
 * Counts how often each pair of numbers was seen: a hash table with open addressing in one typed array, 12 bytes for a pair
 * and the room to grow, since a `Map` takes five times as much and ends at 16 million.
 */
export class PairCounter {
  #slots = new Uint32Array(initialSlots * wordsPerSlot)
  #used = 0

  /** Counts the pair (both from 0 to 2^32 - 1) and says how often it has been seen now, from 1. */
  count(first: number, second: number): number {
    if (this.#used > greatestLoad * this.#capacity) this.#grow()
    const at = this.#find(first, second)
    const seen = (this.#slots[at + 2] ?? 0) + 1
    if (seen === 1) this.#used++
    this.#put(at, first, second, seen)
    return seen
  }

  /** Forgets everything, and gives back what it took for it. */
  clear(): void {
    if (this.#used === 0) return
    this.#used = 0
    if (this.#capacity === initialSlots) this.#slots.fill(0)
    else this.#slots = new Uint32Array(initialSlots * wordsPerSlot)
  }

  get #capacity(): number {
    return this.#slots.length / wordsPerSlot
  }

  /** Where the pair is, or where it belongs. A slot that counts nothing is free. */
  #find(first: number, second: number): number {
    const mask = this.#capacity - 1
    for (let slot = mixed(first, second) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * wordsPerSlot
      if (this.#slots[at + 2] === 0) return at
      if (this.#slots[at] === first && this.#slots[at + 1] === second) return at
    }
  }

  #put(at: number, first: number, second: number, seen: number): void {
    this.#slots[at] = first
    this.#slots[at + 1] = second
    this.#slots[at + 2] = seen
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += wordsPerSlot) {
      const seen = old[at + 2] ?? 0
      if (seen === 0) continue
      const first = old[at] ?? 0
      const second = old[at + 1] ?? 0
      this.#put(this.#find(first, second), first, second, seen)
    }
  }
}

/** The finalizer of MurmurHash3 over both, so that neighbouring numbers do not fill neighbouring slots. */
function mixed(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ second
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
