import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StubAnswer {
  readonly status?: number
  readonly body?: unknown
  readonly retryAfterSeconds?: number
}

export interface StubApi {
  readonly url: string
  /** `METHOD /path` of each request so far. */
  readonly requests: string[]
  [Symbol.asyncDispose](): Promise<void>
}

export const machineMe = {
  userId: null,
  subject: 'm2m-push@clients',
  client: 'm2m-push',
  isMachine: true,
  email: null,
  scopes: ['create:timesheets'],
  tokenExpiresAt: '2030-01-01T00:00:00.000Z',
}

/** A batch that was all stored. */
export function allCreated(body: string): StubAnswer {
  const { entries } = JSON.parse(body) as { entries: unknown[] }
  const results = entries.map((_, index) => ({ index, status: 'created', id: String(index) }))
  return { body: { created: results.length, updated: 0, unchanged: 0, rejected: 0, results } }
}

/**
 * A real HTTP server on this machine with the given responses. A promise that never settles leaves a request
 * hanging.
 */
export async function startStubApi(
  respond: (request: string, body: string) => StubAnswer | Promise<StubAnswer>,
): Promise<StubApi> {
  const requests: string[] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const name = `${request.method} ${request.url}`
    requests.push(name)
    const { status = 200, body: content, retryAfterSeconds } = await respond(name, body)
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, {
      'content-type': type,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    })
    response.end(typeof content === 'string' ? content : JSON.stringify(content))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}
