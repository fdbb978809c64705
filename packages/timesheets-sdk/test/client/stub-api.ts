import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTimesheetsClient, type TimesheetsClientOptions } from '../../src/client/index.ts'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface StubReply {
  readonly status?: number
  readonly headers?: Record<string, string>
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown
}

/** Replies to a request, or writes the response itself and returns nothing. */
export type Respond = (
  request: SeenRequest,
  response: ServerResponse,
  count: number,
) => StubReply | undefined | Promise<StubReply | undefined>

/** A real HTTP server that replies as the test says and records its requests. */
export async function startStubApi(respond: Respond) {
  const seen: SeenRequest[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const { method = '', url = '', headers } = request
    const seenRequest = { method, url, headers, body }
    seen.push(seenRequest)
    const reply = await respond(seenRequest, response, seen.length)
    if (reply === undefined) return
    const { status = 200, headers: replyHeaders = {}, body: replyBody } = reply
    response.writeHead(status, { 'content-type': 'application/json', ...replyHeaders })
    response.end(typeof replyBody === 'string' ? replyBody : JSON.stringify(replyBody))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    seen,
    baseUrl,
    client: (options: Partial<TimesheetsClientOptions> = {}) =>
      createTimesheetsClient({ baseUrl, tokenProvider: tokens('token'), sleep: async () => {}, ...options }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Gives the tokens out one after the other, the next whenever the last was rejected. */
export function tokens(...values: [string, ...string[]]) {
  let place = 0
  const rejected: string[] = []
  return {
    rejected,
    async getAccessToken({ rejectedToken }: { rejectedToken?: string } = {}) {
      if (rejectedToken !== undefined) {
        rejected.push(rejectedToken)
        if (place < values.length - 1) place++
      }
      return values[place] as string
    },
  }
}
