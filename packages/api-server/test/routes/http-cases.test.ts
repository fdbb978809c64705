import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeSend } from '../../../timesheets-sdk/test/contract/http-cases/fake.ts'
import { scenario } from '../../../timesheets-sdk/test/contract/http-cases/scenario/index.ts'
import { faultInUrl } from '../../src/webhooks/address.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { ask, type Side, serverSend, sideOf } from '../support/http-cases.ts'

describe.each(engineNames)('step by step, the server on %s responds as the fake API does', (engine) => {
  let server: Side
  let fake: Side
  let api: TestApi

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
