import { verifyWebhook } from 'timesheets-sdk/webhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { EngineName } from '../../src/store/engine.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { listDeliveries } from '../../src/store/events/webhook-deliveries.ts'
import { leaseWebhook, updateWebhook } from '../../src/store/events/webhooks.ts'
import { createWebhookSender, type Deliveries, startDeliveries } from '../../src/webhooks/index.ts'
import type { RetrySchedule } from '../../src/webhooks/schedule.ts'
import { person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'
import { type Endpoint, startEndpoint } from '../support/endpoint.ts'
import { type Received, Receiver } from '../support/receiver.ts'

const boss = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
const quick: RetrySchedule = { delaysMs: [5, 10, 20], jitter: 0.2, failingAfterMs: 3_600_000 }
const entry = { date: '2026-11-23', project: 'P', hours: 0.25, billable: true }

let database: TestDatabase
let closing: (() => Promise<unknown>)[]

beforeEach(() => {
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  await database.remove()
})

interface Api extends OpenTimesheetService {
  readonly deliveries: Deliveries
}

interface ApiOptions {
  readonly now?: () => number
  readonly schedule?: RetrySchedule
  readonly onFailing?: (id: string, failure: string) => void
}

/** The webhook part of an API process. */
async function startProcess(options: ApiOptions = {}): Promise<Api> {
  const sender = createWebhookSender({ allowPrivate: true })
  const open = await openTimesheetService({ ...database.location, webhookSender: sender })
  const { schedule = quick, now, onFailing } = options
  const onError = (error: unknown) => {
    throw error
  }
  const deliveries = startDeliveries({
    engine: open.database,
    sender,
    schedule,
    pollEveryMs: 20,
    now,
    onFailing,
    onError,
  })
  open.onCommit(deliveries.wake)
  closing.push(async () => {
    await deliveries.stop()
    await open.close()
  })
  return { ...open, deliveries }
}

/** A webhook for the events of entries. */
function subscribe({ service }: Api, { url }: { readonly url: string }) {
  return service.createWebhook(boss, { url, events: ['entry.*'] }, undefined)
}

/** Logs time for three people at once, in each of several rounds. */
async function logTime({ service }: Api, name: string, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      ['a', 'b', 'c'].map((letter) => service.createEntry(person(`${name}-${letter}-${round}`), entry)),
    )
  }
}

async function sequencesOf(api: Api, action: string): Promise<number[]> {
  const events = await eventsAfter(api.database.reader, 0, 10_000)
  return events.filter((event) => event.action === action).map(({ sequence }) => sequence)
}

/** The distinct sequence numbers, in the order of their first arrival. */
function distinctSequences(received: readonly Received[]): number[] {
  return [...new Set(received.map(({ sequence }) => sequence))]
}

async function startReceiver(): Promise<Receiver> {
  const receiver = new Receiver()
  closing.push(() => receiver.remove())
  await receiver.start()
  return receiver
}

async function openEndpoint(): Promise<Endpoint> {
  const endpoint = await startEndpoint()
  closing.push(() => endpoint.close())
  return endpoint
}

describe.each<EngineName>(engineNames)('webhooks on %s', (engineName) => {
  beforeEach(async () => {
    database = await newDatabase(engineName)
  })

  test('a receiver that is killed twice gets every event in order, all signed', async () => {
    const api = await startProcess()
    const receiver = await startReceiver()
    const { secret } = await api.service.createWebhook(
      boss,
      { url: receiver.url, events: ['entry.created'] },
      undefined,
    )
    await receiver.kill()
    receiver.secret = secret
    await receiver.start({ dieAt: 7 })

    const writing = logTime(api, 'one', 12)
    await receiver.ended()
    await receiver.start()
    await receiver.until((received) => distinctSequences(received).length >= 20)
    await receiver.kill()
    await writing
    await logTime(api, 'two', 3)
    await receiver.start()

    const expected = await sequencesOf(api, 'entry.created')
    expect(expected).toHaveLength(45)
    await receiver.until((received) => distinctSequences(received).length >= expected.length)
    const received = receiver.received()
    expect(distinctSequences(received)).toEqual(expected)
    expect(received.filter(({ isVerified }) => !isVerified)).toEqual([])
    // The message during which it died comes again, with the same id.
    expect(received.length).toBeGreaterThan(expected.length)
    expect(new Set(received.map(({ id }) => id)).size).toBe(expected.length)
  })

  test('a webhook gets the events it requested, starting with its creation', async () => {
    const api = await startProcess()
    const endpoint = await openEndpoint()
    await api.service.createEntry(person('early'), entry)
    const webhook = await api.service.createWebhook(
      boss,
      { url: endpoint.url, events: ['week.*'] },
      undefined,
    )
    const ann = person('ann', 'create:timesheets')
    await api.service.createEntry(ann, entry)
    await api.service.actOnWeek(ann, { userId: 'ann', week: '2026-W48', action: 'submit' })
    const [request] = await endpoint.requests(1)
    const message = await verifyWebhook(webhook.secret, request?.headers ?? {}, request?.body ?? '')
    expect(message).toMatchObject({
      type: 'week.submitted',
      data: {
        action: 'week.submitted',
        subject: { type: 'week', userId: 'ann', week: '2026-W48' },
        after: { status: 'submitted', totalHours: 0.25 },
      },
    })
    expect(request?.headers['webhook-id']).toBe(
      `msg_${webhook.id}_${(message.data as { sequence: number }).sequence}`,
    )
    expect(endpoint.seen).toHaveLength(1)
  })

  test('payroll is told of closed and reopened months', async () => {
    const api = await startProcess()
    const endpoint = await openEndpoint()
    const webhook = { url: endpoint.url, events: ['period.*' as const] }
    const { secret } = await api.service.createWebhook(boss, webhook, undefined)
    const { closings } = await api.service.closePeriod(boss, '2020-01', { force: false })
    await api.service.reopenPeriod(boss, '2020-01', 'a try')
    const requests = await endpoint.requests(2)
    const messages = await Promise.all(
      requests.map(({ headers, body }) => verifyWebhook(secret, headers, body)),
    )
    expect(messages).toMatchObject([
      { type: 'period.closed', data: { after: { version: 1, digest: closings[0]?.digest, amounts: [] } } },
      { type: 'period.reopened', data: { reason: 'a try' } },
    ])
  })

  test('a webhook that keeps failing is disabled, and continues where it stopped when resumed', async () => {
    const endpoint = await openEndpoint()
    endpoint.respondWith(500)
    const failing = Promise.withResolvers<string>()
    const api = await startProcess({
      schedule: { ...quick, failingAfterMs: 30 },
      onFailing: (_, failure) => failing.resolve(failure),
    })
    const { id } = await subscribe(api, endpoint)
    await api.service.createEntry(person('ann'), entry)
    expect(await failing.promise).toBe('returned 500')
    await api.service.createEntry(person('ben'), entry)
    await expect
      .poll(() => api.service.getWebhook(boss, id))
      .toMatchObject({ status: 'failing', lastFailure: 'returned 500', nextAttemptAt: null })

    endpoint.respondWith(200)
    const before = endpoint.seen.length
    expect(await api.service.updateWebhook(boss, id, { status: 'active' })).toMatchObject({
      status: 'active',
      failures: 0,
      lastFailure: null,
    })
    const requests = await endpoint.requests(before + 2)
    const owners = requests.slice(before).map(({ body }) => JSON.parse(body).data.subject.userId)
    expect(owners).toEqual(['ann', 'ben'])
  })

  test('an event that the endpoint never takes is skipped by hand, and those after it arrive', async () => {
    const api = await startProcess({ schedule: { ...quick, delaysMs: [3_600_000] } })
    const endpoint = await openEndpoint()
    const { id } = await subscribe(api, endpoint)
    endpoint.respondWith(500)
    await api.service.createEntry(person('ann'), entry)
    await endpoint.requests(1)
    await expect.poll(() => api.service.getWebhook(boss, id)).toMatchObject({ failures: 1 })
    const [blocked = 0] = await sequencesOf(api, 'entry.created')
    const before = await api.service.getWebhook(boss, id)
    expect(before.failingEvent).toBe(blocked)
    endpoint.respondWith(200)
    await api.service.createEntry(person('ben'), entry)
    const skipped = await api.service.updateWebhook(boss, id, { skipThrough: blocked })
    expect(skipped).toMatchObject({ deliveredThrough: blocked, failingEvent: null, failures: 0 })
    const [, second] = await endpoint.requests(2)
    expect(JSON.parse(second?.body ?? '').data.subject.userId).toBe('ben')
    const { data } = await api.service.listEvents(boss, {}, { after: blocked }, 10)
    expect(data.find(({ action }) => action === 'webhook.updated')).toMatchObject({
      actor: 'boss',
      before: { deliveredThrough: before.deliveredThrough },
      after: { deliveredThrough: blocked },
    })
  })

  test('events are delivered again after a number, with the same ids, in every process', async () => {
    const api = await startProcess()
    const other = await startProcess()
    const endpoint = await openEndpoint()
    const { id } = await subscribe(api, endpoint)
    await logTime(api, 'one', 1)
    await endpoint.requests(3)
    const [first = 0, , third] = await sequencesOf(api, 'entry.created')
    await expect.poll(() => other.service.getWebhook(boss, id)).toMatchObject({ deliveredThrough: third })
    // Both have searched the log to its end by now.
    await api.service.updatePolicy(boss, { weeklyWarningHours: 50 })
    await other.service.updateWebhook(boss, id, { replayAfter: first })
    const ids = (await endpoint.requests(5)).map(({ headers }) => headers['webhook-id'])
    expect(ids.slice(3)).toEqual(ids.slice(1, 3))
  })

  test('an event delivered while a webhook is moved back is delivered again', async () => {
    const api = await startProcess()
    const endpoint = await openEndpoint()
    const { id, deliveredThrough } = await subscribe(api, endpoint)
    await logTime(api, 'one', 1)
    await endpoint.requests(3)
    await expect.poll(() => api.service.getWebhook(boss, id)).not.toMatchObject({ deliveredThrough })
    endpoint.hold()
    await api.service.createEntry(person('ann'), entry)
    await endpoint.requests(4)
    await api.service.updateWebhook(boss, id, { replayAfter: deliveredThrough })
    endpoint.release()
    const again = (await endpoint.requests(8)).slice(4).map(({ body }) => JSON.parse(body).data.sequence)
    expect(again).toEqual(await sequencesOf(api, 'entry.created'))
  })

  test('a webhook whose endpoint returns 410 Gone is disabled immediately', async () => {
    const endpoint = await openEndpoint()
    endpoint.respondWith(410)
    const failing = Promise.withResolvers<string>()
    const api = await startProcess({ onFailing: (_, failure) => failing.resolve(failure) })
    await subscribe(api, endpoint)
    await api.service.createEntry(person('ann'), entry)
    expect(await failing.promise).toBe('returned 410')
    expect(endpoint.seen).toHaveLength(1)
  })

  test('a failure is shown with the next attempt, and cleared by the next success', async () => {
    const endpoint = await openEndpoint()
    endpoint.respondWith(503)
    const api = await startProcess({ schedule: { ...quick, delaysMs: [200] } })
    const { id } = await subscribe(api, endpoint)
    await api.service.createEntry(person('ann'), entry)
    await expect
      .poll(() => api.service.getWebhook(boss, id))
      .toMatchObject({
        status: 'active',
        failures: 1,
        lastFailure: 'returned 503',
        nextAttemptAt: expect.any(String),
      })
    endpoint.respondWith(200)
    const [sequence] = await sequencesOf(api, 'entry.created')
    await expect
      .poll(() => api.service.getWebhook(boss, id))
      .toMatchObject({ failures: 0, lastFailure: null, nextAttemptAt: null, deliveredThrough: sequence })
  })

  test('the next attempt waits for as long as the endpoint asks for', async () => {
    const endpoint = await openEndpoint()
    endpoint.respondWith(429, { 'Retry-After': '3600' })
    const api = await startProcess({ schedule: { ...quick, delaysMs: [1, 10_000_000] } })
    const { id } = await api.service.createWebhook(
      boss,
      { url: endpoint.url, events: ['entry.created'] },
      undefined,
    )
    await api.service.createEntry(person('ann'), entry)
    const failed = async () => (await api.service.getWebhook(boss, id)).nextAttemptAt
    await expect.poll(failed).not.toBeNull()
    expect(Date.parse((await failed()) ?? '') - Date.now()).toBeGreaterThan(3_500_000)
    expect(endpoint.seen).toHaveLength(1)
  })

  test('the history has each attempt, with its failure and what came next', async () => {
    const endpoint = await openEndpoint()
    endpoint.respondWith(503)
    const api = await startProcess({ schedule: { ...quick, delaysMs: [1] } })
    const url = `${endpoint.url}?token=hidden`
    const { id } = await api.service.createWebhook(boss, { url, events: ['entry.*'] }, undefined)
    await api.service.createEntry(person('ann'), entry)
    await endpoint.requests(1)
    endpoint.hold()
    await endpoint.requests(2)
    endpoint.respondWith(204)
    endpoint.release()
    const history = async () => (await api.service.listWebhookDeliveries(boss, id, undefined, 100)).data
    await expect.poll(history).toMatchObject([{ attempt: 2 }, { attempt: 1 }])
    const [delivered, failed, ...others] = await history()
    const [sequence] = await sequencesOf(api, 'entry.created')
    const same = {
      id: expect.any(String),
      sequence,
      type: 'entry.created',
      messageId: `msg_${id}_${sequence}`,
    }
    const measured = { time: expect.any(String), durationMs: expect.any(Number) }
    expect([delivered, failed, others]).toEqual([
      { ...same, ...measured, attempt: 2, delivered: true, status: 204, failure: null, nextAttemptAt: null },
      {
        ...same,
        ...measured,
        attempt: 1,
        delivered: false,
        status: 503,
        failure: 'returned 503',
        nextAttemptAt: expect.any(String),
      },
      [],
    ])
    expect(JSON.stringify(await history())).not.toMatch(/127\.0\.0\.1|hidden|whsec_/)
    await api.service.deleteWebhook(boss, id)
    await expect(history()).rejects.toMatchObject({ problem: { code: 'not_found' } })
    expect(await listDeliveries(api.database.reader, id, undefined, 10)).toEqual([])
  })

  test('the history of a busy webhook ends with its last deliveries, in their order', async () => {
    const endpoint = await openEndpoint()
    const api = await startProcess()
    const { id } = await subscribe(api, endpoint)
    await logTime(api, 'one', 18)
    const sequences = async () => {
      const { data } = await api.service.listWebhookDeliveries(boss, id, undefined, 100)
      return data.map(({ sequence }) => sequence)
    }
    const expected = (await sequencesOf(api, 'entry.created')).slice(-50).reverse()
    await expect.poll(sequences).toEqual(expected)
  })

  test('a paused webhook gets nothing, and everything after it is resumed', async () => {
    const endpoint = await openEndpoint()
    const api = await startProcess()
    const { id } = await subscribe(api, endpoint)
    await api.service.updateWebhook(boss, id, { status: 'paused' })
    const other = await openEndpoint()
    await subscribe(api, other)
    await api.service.createEntry(person('ann'), entry)
    await other.requests(1)
    expect(endpoint.seen).toEqual([])
    await api.service.updateWebhook(boss, id, { status: 'active' })
    await endpoint.requests(1)
  })

  test('after a rotation the old secret also signs for a day', async () => {
    const endpoint = await openEndpoint()
    let nowMs = Date.now()
    const api = await startProcess({ now: () => nowMs })
    const first = await subscribe(api, endpoint)
    const second = await api.service.rotateWebhookSecret(boss, first.id, undefined)
    expect(second.secret).not.toBe(first.secret)
    await api.service.createEntry(person('ann'), entry)
    const [during] = await endpoint.requests(1)
    for (const secret of [first.secret, second.secret]) {
      await verifyWebhook(secret, during?.headers ?? {}, during?.body ?? '')
    }
    // The service has the clock of the machine, which went on meanwhile.
    nowMs += 25 * 3_600_000
    await api.service.createEntry(person('ben'), entry)
    const [, after] = await endpoint.requests(2)
    await verifyWebhook(second.secret, after?.headers ?? {}, after?.body ?? '')
    await expect(verifyWebhook(first.secret, after?.headers ?? {}, after?.body ?? '')).rejects.toMatchObject({
      code: 'signature_mismatch',
    })
  })

  test('more webhooks than the concurrency limit all get their events', async () => {
    const endpoint = await openEndpoint()
    const api = await startProcess()
    for (let count = 0; count < 25; count++) {
      await subscribe(api, endpoint)
    }
    await api.service.createEntry(person('ann'), entry)
    const requests = await endpoint.requests(25)
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(25)
  })

  test('concurrent creations with one idempotency key create one webhook', async () => {
    const one = await startProcess()
    const other = engineName === 'postgres' ? await startProcess() : one
    const webhook = { url: 'http://127.0.0.1:1/', events: ['week.*' as const] }
    const key = { key: 'k', operation: 'createWebhook', bodyDigest: 'd' }
    const created = await Promise.all(
      [one, other, one].map((api) => api.service.createWebhook(boss, webhook, key)),
    )
    expect(new Set(created.map(({ id, secret }) => `${id} ${secret}`)).size).toBe(1)
    expect((await one.service.listWebhooks(boss, undefined, 10)).data).toHaveLength(1)
  })

  test('after a process is killed, another one delivers once the lease has expired', async () => {
    const endpoint = await openEndpoint()
    const api = await startProcess()
    const { id } = await subscribe(api, endpoint)
    await api.deliveries.stop()
    const nowMs = Date.now()
    await api.database.transaction((transaction) =>
      leaseWebhook(transaction, id, { holder: 'killed', nowMs, untilMs: nowMs + 60_000 }),
    )
    await api.service.createEntry(person('ann'), entry)
    const early = await startProcess()
    const other = await openEndpoint()
    await subscribe(early, other)
    await early.service.createEntry(person('ben'), entry)
    await other.requests(1)
    expect(endpoint.seen).toEqual([])
    await startProcess({ now: () => Date.now() + 61_000 })
    await endpoint.requests(2)
  })

  test('times that a wrong clock has stored years ahead hold up no delivery', async () => {
    const endpoint = await openEndpoint()
    const api = await startProcess()
    const { id } = await subscribe(api, endpoint)
    await api.deliveries.stop()
    const aheadMs = Date.now() + 10 * 365 * 24 * 3_600_000
    await api.database.transaction(async (transaction) => {
      await updateWebhook(transaction, id, { failures: 1, nextAttemptAtMs: aheadMs })
      await leaseWebhook(transaction, id, { holder: 'killed', nowMs: aheadMs, untilMs: aheadMs + 60_000 })
    })
    await api.service.createEntry(person('ann'), entry)
    await startProcess()
    await endpoint.requests(1)
  })
})

describe('several processes on one PostgreSQL', () => {
  beforeEach(async () => {
    database = await newDatabase('postgres')
  })

  test('deliver without a gap and in order', async () => {
    const [one, two] = [await startProcess(), await startProcess()]
    const receiver = await startReceiver()
    const { secret } = await subscribe(one, receiver)
    await receiver.kill()
    receiver.secret = secret
    await receiver.start()
    await Promise.all([logTime(one, 'one', 15), logTime(two, 'two', 15)])
    const expected = await sequencesOf(one, 'entry.created')
    expect(expected).toHaveLength(90)
    await receiver.until((received) => distinctSequences(received).length >= expected.length)
    expect(distinctSequences(receiver.received())).toEqual(expected)
    expect(receiver.received().every(({ isVerified }) => isVerified)).toBe(true)
  })
})
