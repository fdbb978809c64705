import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** Knows what is being answered, so that a server can be stopped without cutting anything off. */
export class Lifecycle {
  readonly #inFlight = new Set<ServerResponse>()
  #stopping = false
  #onAnswered: (() => void) | undefined

  get stopping(): boolean {
    return this.#stopping
  }

  begin(res: ServerResponse): void {
    this.#inFlight.add(res)
    if (this.#stopping) res.setHeader('Connection', 'close')
  }

  end(res: ServerResponse): void {
    this.#inFlight.delete(res)
    if (this.#stopping) this.#onAnswered?.()
  }

  /** Whether a request that came over this connection is not answered yet. */
  isBusy(socket: Duplex): boolean {
    for (const res of this.#inFlight) if (res.socket === socket) return true
    return false
  }

  /** Whether an answer has begun on this connection and not ended. */
  isAnswering(socket: Duplex): boolean {
    for (const res of this.#inFlight) if (res.socket === socket && res.headersSent) return true
    return false
  }

  /**
   * From here on every answer tells its client not to use the connection again.
   * @param onAnswered called after each answer that is given from here on
   */
  stop(onAnswered: () => void): void {
    this.#stopping = true
    this.#onAnswered = onAnswered
    for (const res of this.#inFlight) {
      if (!res.headersSent) res.setHeader('Connection', 'close')
    }
  }
}
