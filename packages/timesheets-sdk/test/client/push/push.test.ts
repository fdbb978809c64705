import { describe, expect, test } from 'vitest'
import type { PushCounts, PushOutcome } from '../../../src/client/index.ts'
import { laneNumber } from '../../../src/client/push/lane.ts'
import { problem } from '../../../src/contract/index.ts'
import type { NewEntry } from '../../../src/model/index.ts'
import { startStubApi } from '../stub-api.ts'
import { answerAll, batchReply, entriesOf, row, rows, startHeldApi } from './batch-api.ts'

const rejected = { status: 'rejected', problem: problem('day_over_maximum', 'too many hours') } as const

describe('what became of it', () => {
  test('is counted, and told item by item', async () => {
    const outcomes: PushOutcome<NewEntry>[] = []
    await using api = await startStubApi(({ body }) =>
      batchReply(body, ({ hours }) => {
        if (hours > 24) return rejected
        return hours === 2 ? { status: 'unchanged', id: 'b' } : { id: 'a', warnings: [] }
      }),
    )
    const items = [row(0), row(1, { hours: 2 }), row(2, { hours: 25 })]
    await expect(
      api.client().entries.push(items, { onOutcome: (outcome) => void outcomes.push(outcome) }),
    ).resolves.toEqual({
      read: 3,
      sent: 3,
      created: 1,
      updated: 0,
      unchanged: 1,
      rejected: 1,
      warned: 0,
      rejections: [
        {
          code: 'day_over_maximum',
          count: 1,
          first: [{ index: 2, externalId: 'crm-2', problem: rejected.problem }],
        },
      ],
      warnings: [],
      aborted: false,
    })
    expect(outcomes).toEqual([
      { index: 0, item: items[0], status: 'created', id: 'a', warnings: [] },
      { index: 1, item: items[1], status: 'unchanged', id: 'b' },
      { index: 2, item: items[2], ...rejected },
    ])
  })

  test('has the reasons of rejections, by code, the first few of each with their place', async () => {
    const locked = problem('week_locked', 'the week is approved')
    await using api = await startStubApi(({ body }) =>
      batchReply(body, ({ externalId }) =>
        externalId === 'crm-20' ? { status: 'rejected', problem: locked } : rejected,
      ),
    )
    const { rejections } = await api.client().entries.push(rows(30), { batchSize: 7, concurrency: 1 })
    expect(rejections.map(({ code, count, first }) => [code, count, first.length])).toEqual([
      ['day_over_maximum', 29, 10],
      ['week_locked', 1, 1],
    ])
    expect(rejections[1]?.first).toEqual([{ index: 20, externalId: 'crm-20', problem: locked }])
  })

  test('has the warnings of the API, by code, the first few of each with their place', async () => {
    const unlisted = { code: 'project_unlisted', message: 'X is unlisted', path: '/project' }
    const over = { code: 'week_over_warning', message: '70:00 in the week', path: '/hours' }
    await using api = await startStubApi(({ body }) =>
      batchReply(body, ({ externalId }) => {
        if (externalId === 'crm-0') return {}
        return { warnings: externalId === 'crm-2' ? [unlisted, over] : [unlisted] }
      }),
    )
    const summary = await api.client().entries.push(rows(30), { batchSize: 7 })
    expect(summary).toMatchObject({ created: 30, warned: 29 })
    expect(summary.warnings.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['project_unlisted', 29],
        ['week_over_warning', 1],
      ]),
    )
    const [first, second] = summary.warnings
    expect(first?.first).toHaveLength(10)
    expect(second?.first).toEqual([{ index: 2, message: '70:00 in the week' }])
  })

  test('is told with whatever the caller knows an item by', async () => {
    const lines: number[] = []
    await using api = await startStubApi(({ body }) => batchReply(body, () => rejected))
    const items = [
      { line: 2, entry: row(0) },
      { line: 7, entry: row(1) },
    ]
    await api.client().entries.push(items, {
      toEntry: ({ entry }) => entry,
      onOutcome: ({ item }) => void lines.push(item.line),
    })
    expect(lines).toEqual([2, 7])
  })

  test('is said as it goes on', async () => {
    const seen: PushCounts[] = []
    await using api = await startStubApi(({ body }) => batchReply(body))
    await api
      .client()
      .entries.push(rows(3), { batchSize: 2, concurrency: 1, onProgress: (c) => seen.push(c) })
    expect(seen.map(({ sent, created }) => [sent, created])).toEqual([
      [2, 0],
      [2, 2],
      [3, 2],
      [3, 3],
    ])
  })

  test('of nothing is nothing', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    await expect(api.client().entries.push([])).resolves.toMatchObject({ read: 0, aborted: false })
    expect(api.seen).toHaveLength(0)
  })
})

describe('requests', () => {
  test('hold as many entries as they may, and each has a key of its own', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    await api.client().entries.push(rows(2_500), { concurrency: 1 })
    expect(api.seen.map((request) => entriesOf(request).length)).toEqual([1_000, 1_000, 500])
    expect(new Set(api.seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(3)
  })

  test('hold everything in one, in order, where it fits', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    await api.client().entries.push(rows(100), { concurrency: 4 })
    expect(api.seen.map(entriesOf)).toEqual([rows(100)])
  })

  test('say when nothing is to be stored', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    await api.client().entries.push(rows(1), { dryRun: true })
    await api.client().entries.push(rows(1), { dryRun: false })
    expect(api.seen.map(({ url }) => url)).toEqual(['/timesheets/batch?dryRun=true', '/timesheets/batch'])
  })

  test('are cut where their bytes become too many', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const note = 'ä'.repeat(2_000_000)
    await api
      .client()
      .entries.push([row(0, { note }), row(1, { note }), row(2, { note })], { concurrency: 1 })
    expect(api.seen.map((request) => entriesOf(request).length)).toEqual([2, 1])
  })

  test('are no more at once than is allowed', async () => {
    await using api = await startHeldApi()
    const items = rows(600)
      .filter(({ userId = '' }, number) => laneNumber(userId, 3) === number % 3)
      .slice(0, 60)
    const pushing = api.client().entries.push(items, { batchSize: 10, concurrency: 3 })
    await api.batch(3)
    await answerAll(api, pushing)
    expect(api.mostAtOnce).toBe(3)
    await expect(pushing).resolves.toMatchObject({ created: 60 })
  })

  test('that are too large are halved until they are not', async () => {
    const tooLarge = { status: 413, body: 'too large' }
    await using api = await startStubApi(({ body }) =>
      entriesOf({ body }).length > 2 ? tooLarge : batchReply(body),
    )
    const order: number[] = []
    await expect(
      api.client().entries.push(rows(7), { onOutcome: ({ index }) => void order.push(index) }),
    ).resolves.toMatchObject({ sent: 7, created: 7 })
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('that the API counts too many entries in are halved, too', async () => {
    const tooMany = { status: 422, body: problem('too_many_entries', 'a batch takes 1') }
    await using api = await startStubApi(({ body }) =>
      entriesOf({ body }).length > 1 ? tooMany : batchReply(body),
    )
    await expect(api.client().entries.push(rows(3))).resolves.toMatchObject({ created: 3 })
  })

  test.each([
    ['something before the API', 'nginx: too large'],
    ['the API', problem('body_too_large', 'the body has more than 16 bytes')],
  ])('of one entry that is too large by itself reject it (%s)', async (_, body) => {
    await using api = await startStubApi((request) => {
      const isLarge = entriesOf(request).some(({ note }) => note === 'large')
      return isLarge ? { status: 413, body } : batchReply(request.body)
    })
    const codes: (string | undefined)[] = []
    await expect(
      api.client().entries.push([row(0), row(1, { note: 'large' }), row(2)], {
        onOutcome: ({ problem }) => void codes.push(problem?.code),
      }),
    ).resolves.toMatchObject({ created: 2, rejected: 1 })
    expect(codes).toEqual([undefined, 'body_too_large', undefined])
  })
})

describe('order', () => {
  test('a person’s items never overtake each other', async () => {
    await using api = await startHeldApi()
    const items = Array.from({ length: 60 }, (_, number) =>
      row(number, { userId: `auth0|${number % 3}`, hours: number }),
    )
    const pushing = api.client().entries.push(items, { batchSize: 5, concurrency: 4 })
    const last = new Map<string, number>()
    await answerAll(api, pushing, (entries) => {
      for (const { userId = '', hours } of entries) {
        expect(hours).toBeGreaterThan(last.get(userId) ?? -1)
        last.set(userId, hours)
      }
    })
    await expect(pushing).resolves.toMatchObject({ created: 60 })
  })

  test('a second request with a person’s items waits for the first', async () => {
    await using api = await startHeldApi()
    const items = [1, 2, 3].map((hours) => row(0, { hours, externalId: `crm-${hours}` }))
    const pushing = api.client().entries.push(items, { batchSize: 1, concurrency: 2 })
    const first = await api.batch(1)
    expect(api.arrived).toHaveLength(1)
    first.reply()
    ;(await api.batch(2)).reply()
    ;(await api.batch(3)).reply()
    await pushing
    expect(api.arrived.map(({ entries }) => entries[0]?.hours)).toEqual([1, 2, 3])
  })

  test('an externalId that is pushed for two people arrives in order', async () => {
    await using api = await startHeldApi()
    const one = 'auth0|one'
    const others = Array.from({ length: 20 }, (_, number) => `auth0|${number}`)
    const other = others.find((userId) => laneNumber(userId, 2) !== laneNumber(one, 2))
    const items = [one, other].map((userId) =>
      row(0, { ...(userId !== undefined && { userId }), externalId: 'same' }),
    )
    const pushing = api.client().entries.push(items, { concurrency: 2 })
    const first = await api.batch(1)
    expect(first.entries).toEqual([items[0]])
    first.reply()
    const second = await api.batch(2)
    expect(second.entries).toEqual([items[1]])
    second.reply()
    await pushing
  })

  test('items without a person keep their order as well', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const items = Array.from({ length: 30 }, (_, hours) => ({ date: '2026-11-23', project: 'A', hours }))
    await api.client().entries.push(items, { batchSize: 4, concurrency: 3 })
    expect(api.seen.flatMap(entriesOf).map(({ hours }) => hours)).toEqual(items.map(({ hours }) => hours))
  })
})

describe('back-pressure', () => {
  test('the source is not read further than two batches for each request', async () => {
    await using api = await startHeldApi()
    let read = 0
    function* source() {
      for (const item of rows(1_000)) {
        read++
        yield item
      }
    }
    const pushing = api.client().entries.push(source(), { batchSize: 10, concurrency: 2 })
    await api.batch(2)
    await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBeLessThanOrEqual(2 * 2 * 10 + 1)
    let replied = 0
    await answerAll(api, pushing, (entries) => {
      expect(read).toBeLessThanOrEqual(replied + 2 * 2 * 10 + 1)
      replied += entries.length
    })
    expect(read).toBe(1_000)
  })

  test('an outcome that takes its time is waited for', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const written = Promise.withResolvers<void>()
    const pushing = api.client().entries.push(rows(3), {
      batchSize: 1,
      concurrency: 1,
      onOutcome: ({ index }) => (index === 0 ? written.promise : undefined),
    })
    await expect.poll(() => api.seen.length).toBe(1)
    written.resolve()
    await pushing
    expect(api.seen).toHaveLength(3)
  })
})
