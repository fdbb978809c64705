import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'

export type Responder = (request: IncomingMessage, response: ServerResponse) => void

/** An authorization server on 127.0.0.1 with only metadata and keys. It can be made to misbehave. */
export interface TestIssuer {
  readonly url: string
  /** The requested paths, in order. */
  readonly requests: string[]
  /** Replaces the published keys. */
  publish(...keys: readonly { readonly publicJwk: JWK }[]): void
  /** Sets the responder of a path; undefined restores the default. */
  respond(path: string, responder: Responder | undefined): void
  /** Whether to close every connection without a response. */
  setDown(isDown: boolean): void
  stop(): Promise<void>
}

export async function startIssuer(...keys: readonly { readonly publicJwk: JWK }[]): Promise<TestIssuer> {
  const requests: string[] = []
  const responders = new Map<string, Responder>()
  let published = keys
  let isDown = false
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    if (isDown) return request.socket.destroy()
    requests.push(path)
    const responder = responders.get(path)
    if (responder) return responder(request, response)
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
    respond: (path, responder) => {
      if (responder) responders.set(path, responder)
      else responders.delete(path)
    },
    setDown: (next) => {
      isDown = next
    },
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
    },
  }
}

export const json = (body: unknown): Responder => text(200, JSON.stringify(body), 'application/json')

export function text(status: number, body: string, type = 'text/html'): Responder {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
  }
}
