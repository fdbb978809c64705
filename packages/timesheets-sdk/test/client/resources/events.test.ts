import { describe, expect, test } from 'vitest'
import { startStubApi } from '../stub-api.ts'

function event(sequence: number) {
  return {
    sequence,
    generation: 'g1',
    time: '2026-11-24T12:00:00.000Z',
    actor: 'auth0|ada',
    client: 'spa',
    action: 'entry.created',
    subject: { type: 'entry', id: '1', userId: 'auth0|ada' },
    week: '2026-W48',
    before: null,
    after: {},
    reason: null,
  }
}

function page(sequences: readonly number[], through: number, nextCursor: string | null = null) {
  return { body: { data: sequences.map(event), nextCursor, through, generation: `g${through}` } }
}

async function sequencesOf(events: AsyncIterable<{ readonly sequence: number }>): Promise<number[]> {
  const seen: number[] = []
  for await (const { sequence } of events) seen.push(sequence)
  return seen
}

test('list reads page by page, and goes on after an empty one', async () => {
  const pages = [page([1, 2], 2, 'a'), page([], 900, 'b'), page([901], 905)]
  await using api = await startStubApi((_, __, count) => pages[count - 1])
  const { events } = api.client()
  const query = { userId: 'auth0|ada', week: '2026-W48', after: 0 }
  expect(await sequencesOf(events.list(query, { pageSize: 2 }))).toEqual([1, 2, 901])
  expect(api.seen.map(({ url }) => url)).toEqual([
    '/events?userId=auth0%7Cada&week=2026-W48&after=0&limit=2',
    '/events?userId=auth0%7Cada&week=2026-W48&after=0&limit=2&cursor=a',
    '/events?userId=auth0%7Cada&week=2026-W48&after=0&limit=2&cursor=b',
  ])
})

describe('follow', () => {
  test('goes on after what was looked through, and waits where there is nothing new', async () => {
    const pages = [page([5, 6], 6, 'a'), page([], 40), page([], 40), page([41], 41)]
    await using api = await startStubApi((_, __, count) => pages[count - 1] ?? page([], 41))
    const stopping = new AbortController()
    const waits: number[] = []
    const { events } = api.client({
      sleep: async (ms) => {
        waits.push(ms)
        if (waits.length === 3) stopping.abort()
      },
    })
    const followed = events.follow({
      after: 4,
      generation: 'g4',
      signal: stopping.signal,
      pollIntervalMs: 77,
    })
    expect(await sequencesOf(followed)).toEqual([5, 6, 41])
    const positions = api.seen.map(({ url }) => {
      const { searchParams } = new URL(url, api.baseUrl)
      return `${searchParams.get('after')} ${searchParams.get('generation')}`
    })
    expect(positions).toEqual(['4 g4', '6 g6', '40 g40', '40 g40'])
    expect(waits).toEqual([77, 77, 77])
  })

  test('goes on while the API can not be reached, for as long as it takes', async () => {
    await using api = await startStubApi((_, __, count) =>
      count <= 7 ? { status: 503, body: 'away' } : page([1], 1),
    )
    const stopping = new AbortController()
    const { events } = api.client({ retry: { attempts: 2, maxDelayMs: 1_234 } })
    const seen: number[] = []
    for await (const { sequence } of events.follow({ signal: stopping.signal })) {
      seen.push(sequence)
      stopping.abort()
    }
    expect(seen).toEqual([1])
    expect(api.seen).toHaveLength(8)
  })

  test('ends with an error where the API refuses', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      code: 'not_found',
      detail: 'there is no such person',
    }
    await using api = await startStubApi(() => ({ status: 404, body: problem }))
    await expect(sequencesOf(api.client().events.follow({ userId: 'x' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('ends without one when it is stopped while it waits for a response', async () => {
    const stopping = new AbortController()
    await using api = await startStubApi(() => {
      stopping.abort()
      return undefined
    })
    expect(await sequencesOf(api.client().events.follow({ signal: stopping.signal }))).toEqual([])
  })

  test('asks nothing where it was stopped before', async () => {
    await using api = await startStubApi(() => page([1], 1))
    expect(await sequencesOf(api.client().events.follow({ signal: AbortSignal.abort() }))).toEqual([])
    expect(api.seen).toEqual([])
  })
})
