import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Tracks the requests in progress, so that the server can stop without cutting off a response. */
export class Lifecycle {
  /**
   * An array: a set that is added to and deleted from leaves behind a chain of tables, by which each response
   * keeps the next ones alive until the old objects are collected.
   */
  readonly #inFlight: ServerResponse[] = []
  #stopping = false
  #onResponded: (() => void) | undefined

  get stopping(): boolean {
    return this.#stopping
  }

  begin(res: ServerResponse): void {
    this.#inFlight.push(res)
    if (this.#stopping) res.setHeader('Connection', 'close')
  }

  end(res: ServerResponse): void {
    const place = this.#inFlight.indexOf(res)
    const last = this.#inFlight.pop()
    if (last && last !== res) this.#inFlight[place] = last
    if (this.#stopping) this.#onResponded?.()
  }

  /** Whether a request on this connection is still in progress. */
  isBusy(socket: Duplex): boolean {
    for (const res of this.#inFlight) if (res.socket === socket) return true
    return false
  }

  /** Whether a response has started on this connection and not ended. */
  isResponding(socket: Duplex): boolean {
    for (const res of this.#inFlight) if (res.socket === socket && res.headersSent) return true
    return false
  }

  /**
   * From now on every response tells its client not to reuse the connection.
   * @param onResponded called after each response from now on
   */
  stop(onResponded: () => void): void {
    this.#stopping = true
    this.#onResponded = onResponded
    for (const res of this.#inFlight) {
      if (!res.headersSent) res.setHeader('Connection', 'close')
    }
  }
}
