import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An authorization server on 127.0.0.1 that has metadata and keys and nothing else, and can be made to misbehave. */
export interface TestIssuer {
  readonly url: string
  /** Paths that were asked for, in order. */
  readonly requests: string[]
  /** Replaces the published keys. */
  publish(...keys: readonly { readonly publicJwk: JWK }[]): void
  /** Answers a path in another way from now on; undefined: as before. */
  answer(path: string, answer: Answer | undefined): void
  /** Hangs up on everybody (true), or answers again (false). */
  away(isAway: boolean): void
  stop(): Promise<void>
}

export async function startIssuer(...keys: readonly { readonly publicJwk: JWK }[]): Promise<TestIssuer> {
  const requests: string[] = []
  const answers = new Map<string, Answer>()
  let published = keys
  let isAway = false
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (isAway) return request.socket.destroy()
    requests.push(path)
    const answer = answers.get(path)
    if (answer) return answer(request, response)
    if (path === '/.well-known/openid-configuration')
      return json({ issuer: url, jwks_uri: `${url}/jwks` })(request, response)
    if (path === '/jwks') return json({ keys: published.map((key) => key.publicJwk) })(request, response)
    return text(404, 'not here')(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    requests,
    publish: (...next) => {
      published = next
    },
    answer: (path, answer) => {
      if (answer) answers.set(path, answer)
      else answers.delete(path)
    },
    away: (next) => {
      isAway = next
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

export const json = (body: unknown): Answer => text(200, JSON.stringify(body), 'application/json')

export function text(status: number, body: string, type = 'text/html'): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
  }
}
