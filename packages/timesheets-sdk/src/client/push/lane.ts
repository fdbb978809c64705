/** An item on its way, as JSON already. */
export interface Parcel<Item> {
  readonly index: number
  readonly item: Item
  readonly json: string
  readonly externalId: string | undefined
}

export interface LaneLimits {
  readonly maximumEntries: number
  readonly maximumBytes: number
}

/**
 * One request at a time, in order. All items of a person go by one lane, so that none overtakes another;
 * different people go by different lanes at once.
 */
export class Lane<Item> {
  /** Settles when nothing is under way; never rejects. */
  idle: Promise<void> = Promise.resolve()
  readonly #limits: LaneLimits
  #waiting: Parcel<Item>[] = []
  #waitingBytes = 0
  #waitingIds = new Set<string>()
  #sentIds = new Set<string>()

  constructor(limits: LaneLimits) {
    this.#limits = limits
  }

  get waiting(): readonly Parcel<Item>[] {
    return this.#waiting
  }

  /** Whether an entry of this name is waiting or sent without a response yet. */
  holds(externalId: string): boolean {
    return this.#waitingIds.has(externalId) || this.#sentIds.has(externalId)
  }

  hasRoomFor(parcel: Parcel<Item>): boolean {
    if (this.#waiting.length === 0) return true
    if (this.#waiting.length >= this.#limits.maximumEntries) return false
    return this.#waitingBytes + bytesAtMost(parcel) <= this.#limits.maximumBytes
  }

  add(parcel: Parcel<Item>): void {
    this.#waiting.push(parcel)
    this.#waitingBytes += bytesAtMost(parcel)
    if (parcel.externalId !== undefined) this.#waitingIds.add(parcel.externalId)
  }

  /** As `add`, where there is room: whether there was. */
  addIfRoom(parcel: Parcel<Item>): boolean {
    const hasRoom = this.hasRoomFor(parcel)
    if (hasRoom) this.add(parcel)
    return hasRoom
  }

  /** Takes what is waiting, to be sent now. Call it when the lane is idle. */
  take(): Parcel<Item>[] {
    const batch = this.#waiting
    this.#sentIds = this.#waitingIds
    this.#waiting = []
    this.#waitingBytes = 0
    this.#waitingIds = new Set()
    return batch
  }

  /** The response to the items taken has arrived. */
  settle(): void {
    this.#sentIds = new Set()
  }
}

/** UTF-8 takes three bytes at most for a UTF-16 unit; a comma follows. */
function bytesAtMost({ json }: { readonly json: string }): number {
  return json.length * 3 + 1
}

/**
 * Which of `count` lanes a person's items go by: FNV-1a, its bits mixed, as ids often differ at their end
 * alone.
 */
export function laneNumber(userId: string, count: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < userId.length; index++) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) % count
}
