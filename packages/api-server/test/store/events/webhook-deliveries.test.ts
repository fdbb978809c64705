import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import {
  addDeliveries,
  type DeliveryRecord,
  listDeliveries,
} from '../../../src/store/events/webhook-deliveries.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'

const keeper = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
const webhook = { url: 'https://hooks.abc.example/', events: ['week.*' as const] }

function attempt(sequence: number, failure: string | null): DeliveryRecord {
  return {
    id: uuidv7(),
    atMs: sequence,
    sequence,
    type: 'week.approved',
    messageId: `msg_${sequence}`,
    attempt: 1,
    status: failure === null ? 204 : 500,
    failure,
    durationMs: 1,
    nextAttemptAtMs: null,
  }
}

const attempts = (from: number, count: number, failure: string | null) =>
  Array.from({ length: count }, (_, index) => attempt(from + index, failure))

describe.each(engineNames)('the history of a webhook on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService

  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService(database.location)
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  const newWebhook = async () => (await open.service.createWebhook(keeper, webhook, undefined)).id
  const add = (id: string, records: readonly DeliveryRecord[]) =>
    open.database.transaction((transaction) => addDeliveries(open.database, transaction, id, records))
  const sequences = async (id: string) =>
    (await listDeliveries(open.database.reader, id, undefined, 1_000)).map(({ sequence }) => sequence)

  test('keeps the newest of each outcome, so that a busy one still shows its failures', async () => {
    const [busy, quiet] = [await newWebhook(), await newWebhook()]
    await add(quiet, attempts(1, 3, null))
    await add(busy, attempts(1, 60, 'returned 500'))
    for (const from of [101, 141]) await add(busy, attempts(from, 40, null))
    const kept = await sequences(busy)
    const newestFirst = (from: number) => Array.from({ length: 50 }, (_, index) => from + 49 - index)
    expect(kept).toEqual([...newestFirst(131), ...newestFirst(11)])
    expect(await sequences(quiet)).toEqual([3, 2, 1])
  })

  test('is read in pages', async () => {
    const id = await newWebhook()
    await add(id, attempts(1, 3, null))
    const pages = []
    let before: string | undefined
    do {
      const { data } = await open.service.listWebhookDeliveries(keeper, id, before, 2)
      pages.push(data.map(({ sequence }) => sequence))
      before = data.length === 2 ? data[1]?.id : undefined
    } while (before !== undefined)
    expect(pages).toEqual([[3, 2], [1]])
  })

  test('is removed with the webhook, and gets no attempt that ends later', async () => {
    const [removed, other] = [await newWebhook(), await newWebhook()]
    await add(removed, attempts(1, 2, null))
    await add(other, attempts(1, 1, null))
    await open.service.deleteWebhook(keeper, removed)
    await add(removed, attempts(3, 1, 'returned 500'))
    expect(await sequences(removed)).toEqual([])
    expect(await sequences(other)).toEqual([1])
  })
})
