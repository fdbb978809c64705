import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Tracks the requests in progress, so that the server can stop without cutting off a response. */
export class Lifecycle {
  readonly #inFlight = new Set<ServerResponse>()
  #stopping = false
  #onResponded: (() => void) | undefined

  get stopping(): boolean {
    return this.#stopping
  }

  begin(res: ServerResponse): void {
    this.#inFlight.add(res)
    if (this.#stopping) res.setHeader('Connection', 'close')
  }

  end(res: ServerResponse): void {
    this.#inFlight.delete(res)
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
