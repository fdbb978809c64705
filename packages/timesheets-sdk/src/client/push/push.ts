import type { BatchItem } from '../../contract/batch.ts'
import { WarningGroups } from '../../contract/warning-groups.ts'
import type { PushedEntry } from '../../model/entry.ts'
import { TimesheetsError } from '../errors.ts'
import type { ApiCaller } from '../request/call.ts'
import { batchLimits, isTooLarge, rejectedAsTooLarge, sendBatch } from './batch.ts'
import { Lane, laneNumber, type Parcel } from './lane.ts'
import type { PushCounts, PushOptions, PushSummary } from './options.ts'
import { Rejections } from './rejections.ts'
import { itemsUntil } from './source.ts'

const maximumConcurrency = 16

type Options<Item> = PushOptions<Item> & { readonly toEntry: (item: Item) => PushedEntry }

/** One push: items from the source into lanes, batches from lanes to the API, outcomes to the caller. */
export class Push<Item> {
  readonly #caller: ApiCaller
  readonly #options: Options<Item>
  readonly #batchSize: number
  #lanes: Lane<Item>[]
  readonly #counts = { read: 0, sent: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 }
  readonly #rejections = new Rejections()
  readonly #warnings = new WarningGroups<{ readonly index: number }>()
  /** Ends reading and retries: by the caller's signal, or the first failure. */
  readonly #stop = new AbortController()
  readonly #failures: unknown[] = []
  #isSourceAtEnd = false

  /** @throws {RangeError} when a number is out of its range */
  constructor(caller: ApiCaller, options: Options<Item>) {
    this.#caller = caller
    this.#options = options
    const { batchSize = batchLimits.maximumEntries, concurrency = 2 } = options
    checkRange('batchSize', batchSize, batchLimits.maximumEntries)
    checkRange('concurrency', concurrency, maximumConcurrency)
    this.#batchSize = batchSize
    this.#lanes = Array.from({ length: concurrency }, () => this.#newLane())
  }

  async run(items: Iterable<Item> | AsyncIterable<Item>): Promise<PushSummary> {
    const { signal } = this.#options
    const onAbort = () => this.#stop.abort()
    if (signal?.aborted) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      for await (const item of itemsUntil(items, this.#stop.signal)) {
        const accepted = this.#accept(item)
        if (accepted) await accepted
      }
      this.#isSourceAtEnd = !this.#stop.signal.aborted
      await this.#sendRest()
    } catch (error) {
      this.#fail(callerFailed('source_failed', 'The source of the push', error))
    } finally {
      await Promise.all(this.#lanes.map((lane) => lane.idle))
      signal?.removeEventListener('abort', onAbort)
    }
    return this.#finish()
  }

  /** Adds an item to its lane. Returns a promise only if something has to be sent first. */
  #accept(item: Item): Promise<void> | undefined {
    const entry = this.#options.toEntry(item)
    const { userId = '', externalId } = entry
    const parcel = { index: this.#counts.read++, item, json: JSON.stringify(entry), externalId }
    const own = this.#lanes[laneNumber(userId, this.#lanes.length)] as Lane<Item>
    // An entry of the same name that goes by another lane, as it names another person, has to arrive first.
    const isBefore = (lane: Lane<Item>) => lane !== own && externalId !== undefined && lane.holds(externalId)
    if (!own.hasRoomFor(parcel) || this.#lanes.some(isBefore)) return this.#addAfter(isBefore, parcel, own)
    own.add(parcel)
    return undefined
  }

  async #addAfter(
    isBefore: (lane: Lane<Item>) => boolean,
    parcel: Parcel<Item>,
    own: Lane<Item>,
  ): Promise<void> {
    for (const lane of this.#lanes) {
      if (!isBefore(lane)) continue
      await this.#dispatch(lane)
      await lane.idle
    }
    if (!own.hasRoomFor(parcel)) await this.#dispatch(own)
    own.add(parcel)
  }

  async #sendRest(): Promise<void> {
    if (this.#counts.sent === 0) {
      // Items that fit into one request take one.
      const one = this.#newLane()
      const parcels = this.#lanes.flatMap((lane) => lane.waiting).sort((a, b) => a.index - b.index)
      if (parcels.every((parcel) => one.addIfRoom(parcel))) this.#lanes = [one]
    }
    await Promise.all(this.#lanes.map((lane) => this.#dispatch(lane)))
  }

  /**
   * Sends the items that wait in the lane after the response to its last request; does not wait for the new
   * one.
   */
  async #dispatch(lane: Lane<Item>): Promise<void> {
    await lane.idle
    if (this.#stop.signal.aborted || lane.waiting.length === 0) return
    const batch = lane.take()
    lane.idle = this.#send(batch)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => lane.settle())
  }

  async #send(batch: readonly Parcel<Item>[]): Promise<void> {
    await this.#count({ sent: batch.length })
    const { dryRun = false, source, timeoutMs, totalTimeoutMs } = this.#options
    let results: readonly BatchItem[]
    try {
      results = await sendBatch(this.#caller, batch, {
        dryRun,
        source,
        stop: this.#stop.signal,
        timeoutMs,
        totalTimeoutMs,
      })
    } catch (error) {
      if (!isTooLarge(error)) throw error
      if (batch.length > 1) return this.#sendHalves(batch)
      results = [rejectedAsTooLarge(error)]
    }
    const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 }
    let place = 0
    for (const { status, problem, warnings = [] } of results) {
      const parcel = batch[place++] as Parcel<Item>
      counts[status]++
      if (problem !== undefined) this.#rejections.add(parcel, problem)
      if (warnings.length === 0) continue
      counts.warned++
      this.#warnings.add({ index: parcel.index }, warnings)
    }
    await this.#count(counts)
    const { onOutcome } = this.#options
    if (onOutcome === undefined) return
    await callBack(async () => {
      place = 0
      for (const { index, item } of batch) {
        const told = onOutcome({ ...(results[place++] as BatchItem), index, item })
        if (told !== undefined) await told
      }
    })
  }

  async #sendHalves(batch: readonly Parcel<Item>[]): Promise<void> {
    await this.#count({ sent: -batch.length })
    const middle = Math.ceil(batch.length / 2)
    for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
      if (!this.#stop.signal.aborted) await this.#send(half)
    }
  }

  async #count(changes: Partial<PushCounts>): Promise<void> {
    for (const [name, change] of Object.entries(changes)) this.#counts[name as keyof PushCounts] += change
    await callBack(() => this.#options.onProgress?.({ ...this.#counts }))
  }

  #fail(error: unknown): void {
    // An unanswered batch that the caller's signal kept from being sent again is part of stopping.
    const isStopped = this.#options.signal?.aborted && error instanceof TimesheetsError
    if (!(isStopped && error.kind === 'unreachable')) this.#failures.push(error)
    this.#stop.abort()
  }

  #finish(): PushSummary {
    const { read, created, updated, unchanged, rejected } = this.#counts
    const isComplete = this.#isSourceAtEnd && read === created + updated + unchanged + rejected
    const aborted = !isComplete && this.#options.signal?.aborted === true
    const summary = {
      ...this.#counts,
      rejections: this.#rejections.list(),
      warnings: this.#warnings.list(),
      aborted,
    }
    if (this.#failures.length === 0) return summary
    const [failure] = this.#failures
    throw failure instanceof TimesheetsError ? failure.withSummary(summary) : failure
  }

  #newLane(): Lane<Item> {
    return new Lane({ ...batchLimits, maximumEntries: this.#batchSize })
  }
}

/** Runs a callback of the caller: its failure is not the API's. */
async function callBack(call: () => void | Promise<void>): Promise<void> {
  try {
    await call()
  } catch (error) {
    throw callerFailed('callback_failed', 'A callback of the push', error)
  }
}

function callerFailed(
  code: 'source_failed' | 'callback_failed',
  what: string,
  cause: unknown,
): TimesheetsError {
  const words = cause instanceof Error ? cause.message : String(cause)
  return new TimesheetsError(code, `${what} failed: ${words}`, { cause })
}

function checkRange(name: string, value: number, maximum: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return
  throw new RangeError(`${name} is ${value}. Give a whole number from 1 to ${maximum}.`)
}
