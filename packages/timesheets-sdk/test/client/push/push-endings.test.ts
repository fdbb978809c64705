import { describe, expect, test } from 'vitest'
import { problem } from '../../../src/contract/index.ts'
import type { NewEntry } from '../../../src/model/index.ts'
import { startStubApi } from '../stub-api.ts'
import { batchReply, entriesOf, row, rows, startHeldApi } from './batch-api.ts'

describe('stopping', () => {
  test('what is under way is finished, and nothing else begun', async () => {
    await using api = await startHeldApi()
    const stop = new AbortController()
    const pushing = api.client().entries.push(rows(100), {
      batchSize: 10,
      concurrency: 1,
      signal: stop.signal,
    })
    ;(await api.batch(1)).reply()
    const second = await api.batch(2)
    stop.abort()
    second.reply()
    await expect(pushing).resolves.toMatchObject({ sent: 20, created: 20, aborted: true })
    expect(api.arrived).toHaveLength(2)
  })

  test('before the beginning lets nothing begin', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const signal = AbortSignal.abort()
    await expect(api.client().entries.push(rows(3), { signal })).resolves.toMatchObject({
      read: 0,
      sent: 0,
      aborted: true,
    })
    expect(api.seen).toHaveLength(0)
  })

  test('a source that is stuck does not hold it up', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const stop = new AbortController()
    async function* source() {
      yield row(0)
      stop.abort()
      await new Promise(() => {})
    }
    await expect(api.client().entries.push(source(), { signal: stop.signal })).resolves.toMatchObject({
      created: 0,
      aborted: true,
    })
  })

  test('items without a response are not sent again', async () => {
    const stop = new AbortController()
    await using api = await startStubApi(() => {
      stop.abort()
      return { status: 503, body: problem('database_unavailable', 'away') }
    })
    await expect(api.client().entries.push(rows(1), { signal: stop.signal })).resolves.toMatchObject({
      sent: 1,
      created: 0,
      aborted: true,
    })
    expect(api.seen).toHaveLength(1)
  })

  test('a wait before the next try is ended', async () => {
    const stop = new AbortController()
    await using api = await startStubApi(() => ({ status: 503, body: 'away' }))
    const sleep = async (_: number, signal?: AbortSignal) => {
      stop.abort()
      expect(signal?.aborted).toBe(true)
    }
    await expect(api.client({ sleep }).entries.push(rows(1), { signal: stop.signal })).resolves.toMatchObject(
      { aborted: true },
    )
    expect(api.seen).toHaveLength(1)
  })

  test('a signal after the last response changes nothing', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    const stop = new AbortController()
    const onOutcome = () => stop.abort()
    await expect(
      api.client().entries.push(rows(1), { signal: stop.signal, onOutcome }),
    ).resolves.toMatchObject({ created: 1, aborted: false })
  })

  test('the other half of a batch that was too large is not begun', async () => {
    const stop = new AbortController()
    await using api = await startStubApi(({ body }) => {
      if (entriesOf({ body }).length > 1) return { status: 413, body: '' }
      stop.abort()
      return batchReply(body)
    })
    await expect(api.client().entries.push(rows(2), { signal: stop.signal })).resolves.toMatchObject({
      sent: 1,
      created: 1,
      aborted: true,
    })
  })
})

describe('failures', () => {
  test('a batch that is refused as a whole ends the push, with what was done until then', async () => {
    await using api = await startStubApi(({ body }, _, count) =>
      count === 1
        ? batchReply(body)
        : { status: 403, body: problem('insufficient_scope', 'the token does not have the scope') },
    )
    await expect(
      api.client().entries.push(rows(30), { batchSize: 10, concurrency: 1 }),
    ).rejects.toMatchObject({
      name: 'TimesheetsError',
      code: 'insufficient_scope',
      status: 403,
      summary: { sent: 20, created: 10, aborted: false },
    })
    expect(api.seen).toHaveLength(2)
  })

  test('other batches under way are finished first', async () => {
    await using api = await startHeldApi()
    const pushing = api.client().entries.push(rows(40), { batchSize: 5, concurrency: 2 })
    const [first, second] = [await api.batch(1), await api.batch(2)]
    first.reply({ status: 403, body: problem('insufficient_scope', 'no scope') })
    await expect.poll(() => api.arrived.length).toBe(2)
    second.reply()
    await expect(pushing).rejects.toMatchObject({ summary: { created: 5 } })
  })

  test.each([
    ['too few', (results: object[]) => results.slice(1)],
    ['another order', (results: object[]) => results.toReversed()],
  ])('a response with %s outcomes can not be used', async (_, change) => {
    await using api = await startStubApi(({ body }) => {
      const reply = batchReply(body).body as { results: object[] }
      return { body: { ...reply, results: change(reply.results) } }
    })
    await expect(api.client().entries.push(rows(2))).rejects.toMatchObject({ code: 'invalid_response' })
  })

  test.each([
    ['the source', { toEntry: (item: NewEntry) => item }, true],
    [
      'toEntry',
      {
        toEntry: (): NewEntry => {
          throw new Error('mine')
        },
      },
      false,
    ],
    [
      'onOutcome',
      {
        onOutcome: () => {
          throw new Error('mine')
        },
      },
      false,
    ],
    [
      'onProgress',
      {
        onProgress: () => {
          throw new Error('mine')
        },
      },
      false,
    ],
  ])('what %s throws is the caller’s own, with what was done until then', async (name, options, isSource) => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    async function* source() {
      yield row(0)
      if (isSource) throw new Error('mine')
    }
    const isCallback = name.startsWith('on')
    await expect(api.client().entries.push(source(), options)).rejects.toMatchObject({
      name: 'TimesheetsError',
      code: isCallback ? 'callback_failed' : 'source_failed',
      kind: 'caller_failed',
      message: `${isCallback ? 'A callback' : 'The source'} of the push failed: mine`,
      cause: new Error('mine'),
      summary: { read: name === 'toEntry' ? 0 : 1, created: name === 'onOutcome' ? 1 : 0 },
    })
  })

  test('a source that fails late leaves what was stored before in the summary', async () => {
    await using api = await startStubApi(({ body }) => batchReply(body))
    async function* source() {
      yield* rows(25)
      throw new Error('the ERP went away')
    }
    await expect(
      api.client().entries.push(source(), { batchSize: 10, concurrency: 1 }),
    ).rejects.toMatchObject({ code: 'source_failed', summary: { read: 25, created: 20, aborted: false } })
  })

  test.each([{ batchSize: 0 }, { batchSize: 1_001 }, { concurrency: 0 }, { concurrency: 1.5 }])(
    '%o is refused',
    async (options) => {
      await using api = await startStubApi(({ body }) => batchReply(body))
      await expect(api.client().entries.push(rows(1), options)).rejects.toThrow(RangeError)
    },
  )
})
