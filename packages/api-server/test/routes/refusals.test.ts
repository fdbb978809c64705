import { type OperationName, operations } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ordinaryRefusals } from '../../../timesheets-sdk/test/contract/http-cases/ordinary.ts'
import { refusals } from '../../../timesheets-sdk/test/contract/http-cases/refusals.ts'
import { comparer, outcomeOf } from '../../../timesheets-sdk/test/contract/http-cases/run.ts'
import {
  fill,
  type Held,
  type Send,
  sendCase,
} from '../../../timesheets-sdk/test/contract/http-cases/system.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import { digestsOf } from '../support/dump.ts'
import { serverSend } from '../support/http-cases.ts'

const names = Object.keys(operations) as OperationName[]

describe.each(engineNames)('on %s', (engine) => {
  const comparable = comparer()
  let api: TestApi
  let send: Send
  let held: Held

  beforeAll(async () => {
    api = await startApi({ engine })
    send = await serverSend(api)
    held = await fill(send)
  })
  afterAll(() => api.close())

  test.each(names)('%s writes nothing where it is refused, or changes nothing', async (name) => {
    const before = await digestsOf(api.database)
    for (const refusal of refusals(held)[name]) {
      const about = `${name} by ${JSON.stringify(refusal)}`
      const response = await comparable(await sendCase(send, name, refusal))
      expect(outcomeOf(response), about).toBe(String(refusal.expected))
      expect(await digestsOf(api.database), about).toEqual(before)
    }
  })

  test.each(names)('%s writes nothing for a request that any operation refuses', async (name) => {
    const before = await digestsOf(api.database)
    for (const { expected, ...request } of ordinaryRefusals(name)) {
      const response = await comparable(await sendCase(send, name, request))
      expect(outcomeOf(response), `${name} ${expected}`).toBe(expected)
    }
    expect(await digestsOf(api.database)).toEqual(before)
  })
})
