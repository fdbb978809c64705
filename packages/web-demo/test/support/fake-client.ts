import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import {
  createFakeTimesheetsApi,
  type FakeTimesheetsApi,
  type FakeTimesheetsApiOptions,
} from 'timesheets-sdk/testing'
import { vi } from 'vitest'

/** The SDK's fake API behind `fetch`, and what a test may do to the network between. */
export class FakeNetwork {
  readonly api: FakeTimesheetsApi
  isDown = false
  /** Lets the next request through and loses its answer. */
  losesNextAnswer = false
  readonly requests: string[] = []
  readonly #gates: Promise<void>[] = []

  constructor(options: Omit<FakeTimesheetsApiOptions, 'baseUrl'> = {}) {
    this.api = createFakeTimesheetsApi({ baseUrl: 'http://localhost:1', ...options })
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      this.#answer(new Request(input, init)),
    )
  }

  /** A client that gives up at once: what waits is the queue's business. */
  client(token = 'token') {
    return createTimesheetsClient({
      baseUrl: 'http://localhost:1',
      tokenProvider: staticToken(token),
      adapter: 'fetch',
      retry: { attempts: 1 },
    })
  }

  /** Holds the next request until the function that it answers is called. */
  holdNext(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gates.push(promise)
    return resolve
  }

  async #answer(request: Request): Promise<Response> {
    this.requests.push(`${request.method} ${new URL(request.url).pathname}`)
    await this.#gates.shift()
    if (this.isDown) throw new TypeError('the network is down')
    for (const handler of this.api.handlers) {
      const result = await handler.run({ request: request.clone(), requestId: crypto.randomUUID() })
      if (!result?.response) continue
      if (this.losesNextAnswer) {
        this.losesNextAnswer = false
        throw new TypeError('the answer is lost')
      }
      return result.response
    }
    throw new TypeError(`nothing answers ${request.url}`)
  }
}
