import type { Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'

const mebibyte = 1_024 * 1_024
/** Bodies up to this size are not counted, so that large ones never keep small requests out. */
const freeBytes = 65_536

/** The most that may be in progress at once, in the process and for one caller. */
export interface LoadLimits {
  /** Bytes of request bodies, as they were sent and as they unfold. */
  readonly bodyBytes: Share
  /** Lists that are streamed. */
  readonly exports: Share
}

interface Share {
  readonly total: number
  readonly perCaller: number
}

/** Four and two of the largest bodies: a parsed body takes several times its size. */
const defaultLoadLimits: LoadLimits = {
  bodyBytes: { total: 64 * mebibyte, perCaller: 40 * mebibyte },
  exports: { total: 16, perCaller: 4 },
}

/** Counts what is in progress, so that memory stays bounded for any number of requests. */
export class Load {
  readonly #bodyBytes: Budget
  readonly #exports: Budget

  constructor({ bodyBytes, exports }: LoadLimits = defaultLoadLimits) {
    this.#bodyBytes = new Budget(bodyBytes, 'request bodies')
    this.#exports = new Budget(exports, 'exports')
  }

  /**
   * A meter for the body of one request, to be called with the size of each part. It counts until the
   * response ends.
   * @throws (the meter) {HttpProblem} `rate_limited` or `overloaded`
   */
  bodyMeter(res: Response, caller: string): (bytes: number) => void {
    let seen = 0
    let taken = 0
    return (bytes) => {
      seen += bytes
      const due = seen - freeBytes - taken
      if (due <= 0) return
      if (taken === 0) res.once('close', () => this.#bodyBytes.give(caller, taken))
      this.#bodyBytes.take(caller, due)
      taken += due
    }
  }

  /**
   * Counts an export until its response ends.
   * @throws {HttpProblem} `rate_limited` or `overloaded`
   */
  beginExport(res: Response, caller: string): void {
    this.#exports.take(caller, 1)
    res.once('close', () => this.#exports.give(caller, 1))
  }
}

class Budget {
  readonly #share: Share
  readonly #what: string
  readonly #byCaller = new Map<string, number>()
  #total = 0

  constructor(share: Share, what: string) {
    this.#share = share
    this.#what = what
  }

  take(caller: string, amount: number): void {
    const ofCaller = (this.#byCaller.get(caller) ?? 0) + amount
    if (ofCaller > this.#share.perCaller) {
      const detail = `too many ${this.#what} of this caller at once: wait for the others to complete`
      throw new HttpProblem('rate_limited', detail, { 'Retry-After': '1' })
    }
    if (this.#total + amount > this.#share.total) {
      throw new HttpProblem('overloaded', `too many ${this.#what} at once: try again in a few seconds`)
    }
    this.#byCaller.set(caller, ofCaller)
    this.#total += amount
  }

  give(caller: string, amount: number): void {
    this.#total -= amount
    const left = (this.#byCaller.get(caller) ?? 0) - amount
    if (left > 0) this.#byCaller.set(caller, left)
    else this.#byCaller.delete(caller)
  }
}
