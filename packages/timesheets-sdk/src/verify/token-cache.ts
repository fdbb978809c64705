interface Slot<T> {
  readonly value: T
  usedSinceAdded: boolean
}

/**
 * Remembers a bounded number of values. When it is full it forgets the oldest that was not used since it was added, or
 * since it was last spared (the second-chance algorithm): a look-up writes one flag, and moves nothing.
 */
export class TokenCache<T> {
  readonly #slots = new Map<string, Slot<T>>()
  readonly #size: number

  /** @param size how many values at most; 0 for none */
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
    // Ends: what is put back is marked unused, so the second time round it goes.
    for (const [key, slot] of this.#slots) {
      this.#slots.delete(key)
      if (!slot.usedSinceAdded) return
      slot.usedSinceAdded = false
      this.#slots.set(key, slot)
    }
  }
}
