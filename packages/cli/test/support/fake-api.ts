import type { RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { createOutbox, memoryStorage } from 'timesheets-sdk/outbox'
import type { Caller } from 'timesheets-sdk/rules'
import {
  createFakeTimesheetsApi,
  type FakeTimesheetsApi,
  machineCaller,
  personCaller,
} from 'timesheets-sdk/testing'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Context } from '../../src/commands/context.ts'
import { type FakeIo, type FakeIoOptions, fakeIo, today } from './fake-io.ts'

const baseUrl = 'https://timesheets.test'

export interface TestApi {
  readonly api: FakeTimesheetsApi
  /** Method and path of each request, with the query. */
  readonly requests: string[]
  /** A context whose calls come from `caller`. */
  context(caller?: Caller, options?: FakeIoOptions): Context & { readonly io: FakeIo }
}

export const machine = machineCaller('m2m-push')
export const maria = personCaller('auth0|maria')

/** The SDK's fake API behind msw, empty before each test of a file. `others` serve other hosts. */
export function useFakeApi(others: readonly RequestHandler[] = []): TestApi {
  const callers = new Map<string, Caller>()
  const api = createFakeTimesheetsApi({
    baseUrl,
    callerOf: (token) => callers.get(token),
    now: () => Date.parse(`${today}T12:00:00Z`),
  })
  const requests: string[] = []
  let queues = memoryStorage()
  // The SDK's copy of msw is another one than this package's as far as types go, though the same code.
  const server = setupServer(...(api.handlers as unknown as Parameters<typeof setupServer>), ...others)
  server.events.on('request:start', ({ request }) => {
    const { pathname, search } = new URL(request.url)
    requests.push(`${request.method} ${pathname}${search}`)
  })
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    api.reset()
    requests.length = 0
    queues = memoryStorage()
  })
  afterAll(() => server.close())
  return {
    api,
    requests,
    context(caller = machine, options = {}) {
      const token = `token-${callers.size}`
      callers.set(token, caller)
      const client = createTimesheetsClient({ baseUrl, tokenProvider: staticToken(token) })
      const openOutbox = async () =>
        createOutbox({
          client,
          storage: queues,
          owner: caller.isMachine ? caller.clientId : caller.subject,
          now: () => Date.parse(`${today}T12:00:00Z`),
        })
      return { io: fakeIo(options), connect: async () => ({ client, host: 'timesheets.test', openOutbox }) }
    },
  }
}
