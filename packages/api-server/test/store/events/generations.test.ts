import { freshDatabase } from 'test-postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import { confirmGeneration, markAsBackup, readEventLog } from '../../../src/store/events/generations.ts'
import type { DatabaseLocation } from '../../../src/store/open.ts'
import { createWebhookSender, startDeliveries } from '../../../src/webhooks/index.ts'
import { person } from '../../support/callers.ts'
import { cutLog } from '../../support/cut-log.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { startEndpoint } from '../../support/endpoint.ts'

const boss = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
const entry = { date: '2026-11-23', project: 'P', hours: 0.25, billable: true }
const webhookSender = createWebhookSender({ allowPrivate: true })

async function opened<T>(
  location: DatabaseLocation,
  work: (open: OpenTimesheetService) => Promise<T>,
): Promise<T> {
  const open = await openTimesheetService({ ...location, webhookSender })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

async function logTime({ service }: OpenTimesheetService, ...people: string[]): Promise<void> {
  for (const name of people) await service.createEntry(person(name), entry)
}

describe.each(engineNames)('the generations of the event log on %s', (engineName) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await newDatabase(engineName)
  })
  afterEach(() => database.remove())

  test('a database that is opened again keeps its generation', async () => {
    const first = await opened(database.location, async (open) => {
      expect(open.restored).toBeUndefined()
      await logTime(open, 'ann')
      return readEventLog(open.database.reader)
    })
    expect(first.generations).toEqual([{ generation: expect.any(String), after: 0 }])
    await opened(database.location, async (open) => {
      expect(open.restored).toBeUndefined()
      expect(await readEventLog(open.database.reader)).toEqual(first)
    })
  })

  test('a restored backup starts a generation after its last event, once', async () => {
    await opened(database.location, async (open) => {
      await logTime(open, 'ann', 'ben')
      await open.database.transaction(markAsBackup)
    })
    const { generations } = await opened(database.location, async (open) => {
      expect(open.restored).toMatchObject({ after: 2, reason: 'the database is a restored backup' })
      return readEventLog(open.database.reader)
    })
    expect(generations.map(({ after }) => after)).toEqual([0, 2])
    await opened(database.location, async (open) => expect(open.restored).toBeUndefined())
  })

  test('two processes that open a restored backup at once start one generation', async () => {
    await opened(database.location, async (open) => {
      await logTime(open, 'ann')
      await open.database.transaction(markAsBackup)
    })
    const both = await Promise.all([1, 2].map(() => openTimesheetService(database.location)))
    const { generations } = await readEventLog(both[0]?.database.reader as never)
    expect(generations).toHaveLength(2)
    for (const open of both) await open.close()
  })

  test('an operator can say that the database was restored', async () => {
    await opened(database.location, async (open) => {
      await logTime(open, 'ann')
      const started = await confirmGeneration(open.database, 1, 'an operator said so')
      expect(started).toMatchObject({ after: 1, reason: 'an operator said so' })
      const { data } = await open.service.listEvents(boss, {}, { after: 0 }, 10)
      await logTime(open, 'ben')
      const later = await open.service.listEvents(boss, {}, { after: 1 }, 10)
      expect(later.data[0]?.generation).toBe(started?.generation)
      expect(data[0]?.generation).not.toBe(started?.generation)
    })
  })

  test('a reader of lost events is told, also when the log has grown beyond its position', async () => {
    const lost = await opened(database.location, async (open) => {
      await open.service.createWebhook(boss, { url: 'https://example.com/', events: ['week.*'] }, undefined)
      await logTime(open, 'ann', 'ben', 'cas')
      await open.database.transaction((transaction) =>
        transaction.updateTable('webhooks').set({ delivered_through: 4 }).execute(),
      )
      const { through: after, generation } = await open.service.listEvents(boss, {}, { after: 0 }, 10)
      await cutLog(open.database, 2)
      return { after, generation }
    })
    await opened(database.location, async (open) => {
      expect(open.restored).toMatchObject({ after: 2 })
      await logTime(open, 'dan', 'eve', 'fay', 'gus')
      await expect(open.service.listEvents(boss, {}, lost, 10)).rejects.toMatchObject({
        problem: { code: 'events_gone', after: 2, generation: lost.generation },
      })
      const { data } = await open.service.listEvents(boss, {}, { ...lost, after: 2 }, 10)
      expect(data.map(({ subject }) => 'userId' in subject && subject.userId)).toEqual([
        'dan',
        'eve',
        'fay',
        'gus',
      ])
    })
  })

  test('a receiver that drops message ids it has seen gets every event after a restore', async () => {
    const endpoint = await startEndpoint()
    const messages = () =>
      endpoint.seen.map(({ headers, body }) => ({
        id: String(headers['webhook-id']),
        of: JSON.parse(body).data.subject.userId as string,
      }))
    const deliver = async (open: OpenTimesheetService, count: number) => {
      const deliveries = startDeliveries({ engine: open.database, sender: webhookSender })
      await endpoint.requests(count)
      await deliveries.stop()
    }
    await opened(database.location, async (open) => {
      await open.service.createWebhook(boss, { url: endpoint.url, events: ['entry.*'] }, undefined)
      await logTime(open, 'ann', 'ben', 'cas')
      await deliver(open, 3)
      await cutLog(open.database, 2)
    })
    await opened(database.location, async (open) => {
      await logTime(open, 'dan', 'eve')
      await deliver(open, 5)
    })
    const seen = new Map(messages().map(({ id, of }) => [id, of]))
    expect([...seen.values()]).toEqual(['ann', 'ben', 'cas', 'dan', 'eve'])
    await endpoint.close()
  })
})

test('rows of another PostgreSQL database, as a restored dump has them, start a generation', async () => {
  const [from, to] = [await freshDatabase(), await freshDatabase()]
  const rows = await opened({ databaseUrl: from }, ({ database }) =>
    database.reader.selectFrom('event_generations').selectAll().execute(),
  )
  await opened({ databaseUrl: to }, async (open) => {
    await logTime(open, 'ann')
    await open.database.transaction(async (transaction) => {
      await transaction.deleteFrom('event_generations').execute()
      await transaction.insertInto('event_generations').values(rows).execute()
    })
  })
  await opened({ databaseUrl: to }, async (open) => {
    expect(open.restored).toMatchObject({ after: 1, reason: 'the database is a restored dump' })
  })
})
