interface Slot<T> {
  readonly value: T
  usedSinceAdded: boolean
}

/**
 * A cache of bounded size. When full, it evicts the oldest value that was not used since it was added or last
 * spared (the second-chance algorithm), so that a lookup only sets a flag.
 */
export class TokenCache<T> {
  readonly #slots = new Map<string, Slot<T>>()
  readonly #size: number

  /** @param size the maximum number of values; 0 disables the cache */
  constructor(size: number) {
    this.#size = size
  }

  get size(): number {
    return this.#slots.size
  }

  get(key: string): T | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    slot.usedSinceAdded = true
    return slot.value
  }

  set(key: string, value: T): void {
    this.#slots.delete(key)
    if (this.#slots.size >= this.#size) this.#evict()
    if (this.#size > 0) this.#slots.set(key, { value, usedSinceAdded: false })
  }

  delete(key: string): void {
    this.#slots.delete(key)
  }

  #evict(): void {
    // Terminates: a slot that is put back is marked unused, so the second pass evicts it.
    for (const [key, slot] of this.#slots) {
      this.#slots.delete(key)
      if (!slot.usedSinceAdded) return
      slot.usedSinceAdded = false
      this.#slots.set(key, slot)
    }
  }
}
