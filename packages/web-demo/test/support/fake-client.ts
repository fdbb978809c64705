import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import {
  createFakeTimesheetsApi,
  type FakeTimesheetsApi,
  type FakeTimesheetsApiOptions,
} from 'timesheets-sdk/testing'
import { vi } from 'vitest'

/** The SDK's fake API behind `fetch`, with network faults that a test can cause. */
export class FakeNetwork {
  readonly api: FakeTimesheetsApi
  isDown = false
  /** Lets the next request through and loses its response. */
  losesNextResponse = false
  readonly requests: string[] = []
  readonly #gates: Promise<void>[] = []

  constructor(options: Omit<FakeTimesheetsApiOptions, 'baseUrl'> = {}) {
    this.api = createFakeTimesheetsApi({ baseUrl: 'http://localhost:1', ...options })
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      this.#respond(new Request(input, init)),
    )
  }

  /** A client without retries: the save queue retries by itself. */
  client(token = 'token') {
    return createTimesheetsClient({
      baseUrl: 'http://localhost:1',
      tokenProvider: staticToken(token),
      adapter: 'fetch',
      retry: { attempts: 1 },
    })
  }

  /** Holds the next request until the returned function is called. */
  holdNext(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gates.push(promise)
    return resolve
  }

  async #respond(request: Request): Promise<Response> {
    this.requests.push(`${request.method} ${new URL(request.url).pathname}`)
    await this.#gates.shift()
    if (this.isDown) throw new TypeError('the network is down')
    for (const handler of this.api.handlers) {
      const result = await handler.run({ request: request.clone(), requestId: crypto.randomUUID() })
      if (!result?.response) continue
      if (this.losesNextResponse) {
        this.losesNextResponse = false
        throw new TypeError('the response is lost')
      }
      return result.response
    }
    throw new TypeError(`no response from ${request.url}`)
  }
}
