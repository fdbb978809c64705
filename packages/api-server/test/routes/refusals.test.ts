import { type OperationName, operations } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeSend } from '../../../timesheets-sdk/test/contract/http-cases/fake.ts'
import { ordinaryRefusals } from '../../../timesheets-sdk/test/contract/http-cases/ordinary.ts'
import { refusals } from '../../../timesheets-sdk/test/contract/http-cases/refusals/index.ts'
import { outcomeOf } from '../../../timesheets-sdk/test/contract/http-cases/run.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { digestsOf } from '../support/dump.ts'
import { ask, type Side, serverSend, sideOf } from '../support/http-cases.ts'

const names = Object.keys(operations) as OperationName[]

describe.each(engineNames)('on %s, with the response of the fake API,', (engine) => {
  let api: TestApi
  let server: Side
  let fake: Side

  beforeAll(async () => {
    api = await startApi({ engine })
    server = await sideOf(await serverSend(api))
    fake = await sideOf(fakeSend({ reminders: false }))
  })
  afterAll(() => api.close())

  test.each(names)('%s writes nothing where it is refused, or changes nothing', async (name) => {
    const before = await digestsOf(api.database)
    const ofFake = refusals(fake.held)[name]
    for (const [index, refusal] of refusals(server.held)[name].entries()) {
      const about = `${name} by ${JSON.stringify(refusal)}`
      const response = await ask(server, name, refusal)
      expect(outcomeOf(response), about).toBe(String(refusal.expected))
      expect(response, about).toEqual(await ask(fake, name, ofFake[index] ?? {}))
      expect(await digestsOf(api.database), about).toEqual(before)
    }
  })

  test.each(names)('%s writes nothing for a request that any operation refuses', async (name) => {
    const before = await digestsOf(api.database)
    for (const { expected, ...request } of ordinaryRefusals(name)) {
      const about = `${name} ${expected}`
      const response = await ask(server, name, request)
      expect(outcomeOf(response), about).toBe(expected)
      expect(response, about).toEqual(await ask(fake, name, request))
    }
    expect(await digestsOf(api.database)).toEqual(before)
  })
})
