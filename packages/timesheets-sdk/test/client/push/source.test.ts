import { describe, expect, test } from 'vitest'
import { itemsUntil } from '../../../src/client/push/source.ts'

async function read<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal = new AbortController().signal,
) {
  const items: Item[] = []
  for await (const item of itemsUntil(source, signal)) items.push(item)
  return items
}

/** A source that says whether it was closed. */
function watched(items: number[], more: Partial<AsyncIterator<number>> = {}) {
  const state = { isClosed: false }
  const iterator: AsyncIterator<number> = {
    next: async () => {
      const value = items.shift()
      return value === undefined ? { done: true, value } : { done: false, value }
    },
    return: async () => {
      state.isClosed = true
      return { done: true, value: undefined }
    },
    ...more,
  }
  return { state, source: { [Symbol.asyncIterator]: () => iterator } }
}

test('items come as they are, from arrays, generators and async generators', async () => {
  await expect(read([1, 2])).resolves.toEqual([1, 2])
  await expect(
    read(
      (function* () {
        yield 1
      })(),
    ),
  ).resolves.toEqual([1])
  await expect(
    read(
      (async function* () {
        yield 1
      })(),
    ),
  ).resolves.toEqual([1])
})

test('a failure of the source is passed on', async () => {
  await expect(
    read(
      (async function* () {
        yield 1
        throw new Error('disk on fire')
      })(),
    ),
  ).rejects.toThrow('disk on fire')
  const throwing = {
    [Symbol.iterator]: () => ({
      next: () => {
        throw new Error('at once')
      },
    }),
  }
  await expect(read(throwing)).rejects.toThrow('at once')
})

describe('a signal', () => {
  test('ends the reading between items, and closes the source', async () => {
    const stop = new AbortController()
    const { source, state } = watched([1, 2, 3])
    const items: number[] = []
    for await (const item of itemsUntil(source, stop.signal)) {
      items.push(item)
      if (item === 2) stop.abort()
    }
    expect(items).toEqual([1, 2])
    expect(state.isClosed).toBe(true)
  })

  test('ends the reading while an item is waited for', async () => {
    const stop = new AbortController()
    const { source } = watched([], {
      next: () => {
        queueMicrotask(() => stop.abort())
        return new Promise(() => {})
      },
    })
    await expect(read(source, stop.signal)).resolves.toEqual([])
  })

  test('that came before lets nothing be read', async () => {
    await expect(read([1], AbortSignal.abort())).resolves.toEqual([])
  })
})

test('a reader that has enough closes the source, whatever comes of that', async () => {
  const { source, state } = watched([1, 2], {
    return: async () => {
      state.isClosed = true
      throw new Error('not to be heard of')
    },
  })
  for await (const _ of itemsUntil(source, new AbortController().signal)) break
  expect(state.isClosed).toBe(true)
})

test('a source that has ended, or failed, is not closed again', async () => {
  const ended = watched([1])
  await read(ended.source)
  const failed = watched([1], { next: () => Promise.reject(new Error('broken')) })
  await expect(read(failed.source)).rejects.toThrow('broken')
  expect([ended.state.isClosed, failed.state.isClosed]).toEqual([false, false])
})
