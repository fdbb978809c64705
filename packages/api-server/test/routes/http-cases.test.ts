import { type OperationName, operations } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeSend } from '../../../timesheets-sdk/test/contract/http-cases/fake.ts'
import { ordinaryRefusals } from '../../../timesheets-sdk/test/contract/http-cases/ordinary.ts'
import { refusals } from '../../../timesheets-sdk/test/contract/http-cases/refusals.ts'
import { type Comparable, comparer } from '../../../timesheets-sdk/test/contract/http-cases/run.ts'
import { scenario, withIds } from '../../../timesheets-sdk/test/contract/http-cases/scenario/index.ts'
import {
  type CaseRequest,
  fill,
  type Held,
  type Send,
  sendCase,
} from '../../../timesheets-sdk/test/contract/http-cases/system.ts'
import { faultInUrl } from '../../src/webhooks/address.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { serverSend } from '../support/http-cases.ts'

const names = Object.keys(operations) as OperationName[]

/** The server, or the fake: what sends it requests, what makes its responses comparable, and ids by name. */
interface Side {
  readonly send: Send
  readonly comparable: (response: Response) => Promise<Comparable>
  readonly ids: Map<string, string>
  readonly held: Held
}

async function sideOf(send: Send): Promise<Side> {
  return { send, comparable: comparer(), ids: new Map(), held: await fill(send) }
}

async function ask(
  { send, comparable, ids }: Side,
  name: OperationName,
  request: CaseRequest & { readonly save?: string },
): Promise<Comparable> {
  const response = await sendCase(send, name, withIds(request, ids))
  if (request.save) ids.set(request.save, (await response.clone().json()).id)
  return comparable(response)
}

describe.each(engineNames)('the server on %s responds as the fake API does', (engine) => {
  let server: Side
  let fake: Side
  let api: TestApi

  describe('what it refuses', () => {
    beforeAll(async () => {
      api = await startApi({ engine })
      server = await sideOf(await serverSend(api))
      fake = await sideOf(fakeSend({ reminders: false }))
    })
    afterAll(() => api.close())

    test.each(names)('%s', async (name) => {
      const ofServer = [...refusals(server.held)[name], ...ordinaryRefusals(name)]
      const ofFake = [...refusals(fake.held)[name], ...ordinaryRefusals(name)]
      for (const [index, request] of ofServer.entries()) {
        const responses = [await ask(server, name, request), await ask(fake, name, ofFake[index] ?? {})]
        expect(responses[0], `${name} by ${JSON.stringify(request).slice(0, 300)}`).toEqual(responses[1])
      }
    })
  })

  describe('step by step', () => {
    beforeAll(async () => {
      api = await startApi({
        engine,
        reminderChannel: { name: 'mail', send: async () => {} },
        webhookSender: {
          faultIn: (url) => faultInUrl(url, false),
          send: async () => ({ delivered: true, status: 204 }),
          close: () => {},
        },
      })
      server = await sideOf(await serverSend(api))
      fake = await sideOf(fakeSend({ reminders: true }))
    })
    afterAll(() => api.close())

    test.each(scenario.map((one) => [one.operation, one.by, one.status, one] as const))(
      '%s by %s: %d',
      async (name, _by, status, one) => {
        // A newcomer is noted beside the request that they came with.
        if (name === 'listNewcomers') {
          const noted = async () => JSON.stringify((await ask(server, name, one)).body)
          await expect.poll(noted, { timeout: 10_000 }).toContain('auth0|pat')
        }
        const response = await ask(server, name, one)
        expect(response.status, JSON.stringify(response.body)).toBe(status)
        expect(response).toEqual(await ask(fake, name, one))
      },
    )
  })
})
