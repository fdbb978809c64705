import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Something that webhooks are sent to, in this process. */
export interface Endpoint {
  readonly url: string
  readonly port: number
  readonly seen: readonly SeenRequest[]
  /** What is answered from here on: a status, header fields. Default 200. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void
  /** Resolves with all that came as soon as it is so many. */
  requests(count: number): Promise<readonly SeenRequest[]>
  close(): Promise<void>
}

export async function startEndpoint(): Promise<Endpoint> {
  const seen: SeenRequest[] = []
  let answer: { status: number; headers: Readonly<Record<string, string>> } = { status: 200, headers: {} }
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    seen.push({ url: request.url ?? '', headers: request.headers, body })
    response.writeHead(answer.status, answer.headers).end('thank you')
    for (const tell of waiting) tell()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    seen,
    answer(status, headers = {}) {
      answer = { status, headers }
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
