import type { IncomingMessage } from 'node:http'

const maximumDiscardedBytes = 32 * 1_024 * 1_024

/** Whether a request announces a body (RFC 9112 section 6.3). */
export function hasBody(req: IncomingMessage): boolean {
  const length = req.headers['content-length']
  return req.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/**
 * Discards the rest of a body, so that a client that is still sending can read the response. After 32 MiB the
 * connection is closed.
 */
export function discardBody(req: IncomingMessage): void {
  if (req.complete || req.destroyed || !hasBody(req)) return
  let left = maximumDiscardedBytes
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) req.destroy()
  })
  // Without a listener, a client that disconnects meanwhile would cause an uncaught error.
  req.on('error', () => req.destroy())
  req.resume()
}
