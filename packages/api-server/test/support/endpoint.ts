import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A webhook endpoint in this process. */
export interface Endpoint {
  readonly url: string
  readonly port: number
  readonly seen: readonly SeenRequest[]
  /** Sets the status and headers of all later responses. Default 200. */
  respondWith(status: number, headers?: Readonly<Record<string, string>>): void
  /** Later requests get no response until `release`. */
  hold(): void
  release(): void
  /** Resolves with all requests once there are at least `count`. */
  requests(count: number): Promise<readonly SeenRequest[]>
  close(): Promise<void>
}

export async function startEndpoint(): Promise<Endpoint> {
  const seen: SeenRequest[] = []
  let next: { status: number; headers: Readonly<Record<string, string>> } = { status: 200, headers: {} }
  const waiting = new Set<() => void>()
  let held: PromiseWithResolvers<void> | undefined
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    seen.push({ url: request.url ?? '', headers: request.headers, body })
    for (const check of waiting) check()
    await held?.promise
    response.writeHead(next.status, next.headers).end('thank you')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    seen,
    respondWith(status, headers = {}) {
      next = { status, headers }
    },
    hold() {
      held = Promise.withResolvers()
    },
    release() {
      held?.resolve()
      held = undefined
    },
    requests: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (seen.length < count) return
          waiting.delete(check)
          resolve(seen)
        }
        waiting.add(check)
        check()
      }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
