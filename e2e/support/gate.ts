import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type BatchMoment = 'request' | 'response'

export interface Gate extends AsyncDisposable {
  readonly url: string
  /**
   * Called with the place of each batch, from 1: when its request has come in and goes no further until the
   * promise is settled, and when its response has come back from the API, and waits until then.
   */
  onBatch: (moment: BatchMoment, batch: number) => Promise<void> | void
}

/**
 * Stands between the CLI and the API, so that a test can act at one moment of a push instead of at some time.
 * A failure on one side is a failure on the other: a broken connection is broken on both.
 */
export async function startGate(upstreamPort: number): Promise<Gate> {
  let batches = 0
  const server = createServer((incoming, outgoing) => {
    const batch = incoming.url?.startsWith('/timesheets/batch') ? ++batches : undefined
    const pass = (moment: BatchMoment) => (batch === undefined ? undefined : gate.onBatch(moment, batch))
    forward(incoming, outgoing, upstreamPort, pass).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const gate: Gate = {
    url: `http://127.0.0.1:${port}`,
    onBatch: () => {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return gate
}

async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  port: number,
  pass: (moment: BatchMoment) => Promise<void> | void,
): Promise<void> {
  const body = Buffer.concat(await incoming.toArray())
  await pass('request')
  const { method, url: path, headers } = incoming
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const upstream = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, resolve)
    upstream.once('error', reject)
    outgoing.once('close', () => upstream.destroy())
    upstream.end(body)
  })
  const content = Buffer.concat(await reply.toArray())
  await pass('response')
  outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
  outgoing.end(content)
}
