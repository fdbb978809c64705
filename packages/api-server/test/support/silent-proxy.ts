import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * A proxy in front of a database whose connections can go silent, as when a host dies or a firewall forgets.
 */
export interface SilentProxy {
  /** The URL of the database through this proxy. */
  readonly url: string
  /** How many connections were opened so far. */
  opened(): number
  /** From now on, existing connections forward nothing and are not closed. New ones work. */
  silence(): void
  /** The same with new connections. */
  silenceAll(): void
  /** How many times clients have sent something after a reply: the round trips so far. */
  roundTrips(): number
  /** Calls `listener` with everything that a client sends. */
  onSent(listener: (text: string) => void): void
  close(): Promise<void>
}

export async function startSilentProxy(databaseUrl: string): Promise<SilentProxy> {
  const { port } = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const clients = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  let opened = 0
  let roundTrips = 0
  let isReplied = true
  let areNewOnesSilent = false
  let onSent = (_: string) => {}
  const server = createServer((client) => {
    opened++
    const upstream = connect(Number(port), '127.0.0.1')
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => {})
      from.on('data', (chunk) => {
        if (from === client) {
          onSent(chunk.toString('latin1'))
          if (isReplied) roundTrips++
        }
        isReplied = from !== client
        if (!silent.has(client)) to.write(chunk)
      })
      // The other side does not hear of the end of a silent connection.
      from.on('close', () => {
        if (!silent.has(client)) to.destroy()
      })
    }
    clients.add(client)
    if (areNewOnesSilent) silent.add(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  const silence = () => {
    for (const client of clients) silent.add(client)
  }
  return {
    url: url.href,
    opened: () => opened,
    roundTrips: () => roundTrips,
    silence,
    silenceAll() {
      silence()
      areNewOnesSilent = true
    },
    onSent(listener) {
      onSent = listener
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
