import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range from which systems take ephemeral ports, so that the port is still free when PostgreSQL
// restarts.
const lowest = 15_000
const highest = 32_000

/** A free port of 127.0.0.1. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
