import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Operation, type OperationName, operations } from '../../src/contract/index.ts'
import { fakeSend } from '../contract/http-cases/fake.ts'
import { ordinaryRefusals } from '../contract/http-cases/ordinary.ts'
import { refusals } from '../contract/http-cases/refusals/index.ts'
import { comparer, outcomeOf } from '../contract/http-cases/run.ts'
import { scenario, withIds } from '../contract/http-cases/scenario/index.ts'
import { fill, type Held, sendCase } from '../contract/http-cases/system.ts'

const names = Object.keys(operations) as OperationName[]
const nothingHeld: Held = { open: '', submitted: '', approved: '', locked: '', webhook: '' }
/** Needs a request that is still running. */
const ofRaces = ['idempotency_key_in_use']
/** Its body is always `{}`, so that a key hardly comes with another one. */
const hardlyReached: Partial<Record<OperationName, string>> = {
  rotateWebhookSecret: 'idempotency_key_reused',
}

test('every operation of the contract has cases: each success, and each problem that it declares', () => {
  const table = refusals(nothingHeld)
  expect(Object.keys(table).sort()).toEqual(names.toSorted())
  for (const name of names) {
    const { responses, problems, body }: Operation = operations[name]
    const successes = new Set(scenario.filter((one) => one.operation === name).map(({ status }) => status))
    expect([...successes], name).toEqual(expect.arrayContaining(Object.keys(responses).map(Number)))
    const refused = [...table[name], ...ordinaryRefusals(name)]
    const shown = new Set(
      refused.flatMap(({ expected }) => [expected].flat()).map((text) => text.split(' ').at(-1)),
    )
    // A body that may be empty misses no field.
    const isOptional = body !== undefined && z.safeParse(body.schema, {}).success
    const elsewhere = [...ofRaces, hardlyReached[name], ...(isOptional ? ['missing_field'] : [])]
    expect(
      problems.filter((code) => !elsewhere.includes(code) && !shown.has(code)),
      name,
    ).toEqual([])
  }
})

describe('the fake API', () => {
  const send = fakeSend({ reminders: false })
  const comparable = comparer()
  let held: Held
  beforeAll(async () => {
    held = await fill(send)
  })

  test.each(names)('%s refuses what the server refuses', async (name) => {
    for (const refusal of [...refusals(held)[name], ...ordinaryRefusals(name)]) {
      const response = await comparable(await sendCase(send, name, refusal))
      expect(outcomeOf(response), `${name} by ${JSON.stringify(refusal).slice(0, 300)}`).toBe(
        String(refusal.expected),
      )
    }
  })
})

describe('the fake API, step by step', () => {
  const send = fakeSend({ reminders: true })
  const comparable = comparer()
  const ids = new Map<string, string>()
  beforeAll(() => fill(send))

  test.each(scenario.map((one) => [one.operation, one.by, one.status, one] as const))(
    '%s by %s: %d',
    async (_name, _by, status, one) => {
      const response = await sendCase(send, one.operation, withIds(one, ids))
      if (one.save) ids.set(one.save, (await response.clone().json()).id)
      const { headers, body, ...rest } = await comparable(response)
      expect(rest.status, JSON.stringify(body)).toBe(status)
      for (const [name, value] of Object.entries(one.sent ?? {})) {
        expect(headers[name] ?? null, name).toBe(value)
      }
      if (typeof one.expected === 'object') expect(body).toMatchObject(one.expected as object)
      else if (one.expected !== undefined) expect(body).toBe(one.expected)
    },
  )
})
