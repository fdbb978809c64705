import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface FakePooler extends AsyncDisposable {
  readonly url: string
}

// The message with the process id: its type and length.
const processIdMessage = Buffer.from([0x4b, 0, 0, 0, 12])

/**
 * Starts a proxy in front of a PostgreSQL that looks like a pooler: it gives its clients a process id of its
 * own and, in statement mode, no transactions.
 */
export async function startFakePooler(
  databaseUrl: string,
  mode: 'transaction' | 'statement',
): Promise<FakePooler> {
  const url = new URL(databaseUrl)
  const { port, hostname } = url
  const sockets = new Set<Socket>()
  const pooler = createServer((client) => {
    const server = connect(Number(port), hostname)
    for (const socket of [client, server]) sockets.add(socket.on('error', () => {}))
    server.on('data', (data) => {
      const at = data.indexOf(processIdMessage)
      if (at !== -1) data.writeInt32BE(1_000_000, at + processIdMessage.length)
      client.write(data)
    })
    client.on('data', (data) => {
      if (mode === 'statement' && data.includes('begin')) {
        client.end(fatal('transaction blocks not allowed in statement pooling mode'))
      } else server.write(data)
    })
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  pooler.listen(0, '127.0.0.1')
  await once(pooler, 'listening')
  url.port = String((pooler.address() as AddressInfo).port)
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      pooler.close()
      await once(pooler, 'close')
    },
  }
}

/** PostgreSQL's message that ends a connection. */
function fatal(message: string): Buffer {
  const body = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`)
  const head = Buffer.from('E....')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
