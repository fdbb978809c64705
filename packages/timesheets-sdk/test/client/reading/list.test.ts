import { expect, test } from 'vitest'
import type { EntryPage } from '../../../src/contract/index.ts'
import { anEntry } from '../entries.ts'
import { startStubApi } from '../stub-api.ts'

const pages: Record<string, EntryPage> = {
  '': { data: [anEntry({ project: 'A' }), anEntry({ project: 'B' })], nextCursor: 'c1' },
  c1: { data: [], nextCursor: 'c2' },
  c2: { data: [anEntry({ project: 'C' })], nextCursor: null },
}

const startPagedApi = () =>
  startStubApi(({ url }) => ({ body: pages[new URL(url, 'http://x').searchParams.get('cursor') ?? ''] }))

test('a list is read to its end, page by page', async () => {
  await using api = await startPagedApi()
  const projects: string[] = []
  for await (const { project } of api.client().entries.list({ from: '2026-11-01', userId: 'auth0|ä&b' })) {
    projects.push(project)
  }
  expect(projects).toEqual(['A', 'B', 'C'])
  const filters = 'from=2026-11-01&userId=auth0%7C%C3%A4%26b'
  expect(api.seen.map(({ url }) => url)).toEqual([
    `/timesheets?${filters}&limit=500`,
    `/timesheets?${filters}&limit=500&cursor=c1`,
    `/timesheets?${filters}&limit=500&cursor=c2`,
  ])
})

test('a list gives its pages', async () => {
  await using api = await startPagedApi()
  const sizes: number[] = []
  for await (const { data } of api.client().entries.list({}, { pageSize: 2 }).pages()) sizes.push(data.length)
  expect(sizes).toEqual([2, 0, 1])
})

test('a list ends if a cache returns the same page for each cursor', async () => {
  await using api = await startStubApi(() => ({ body: pages.c1 ?? {} }))
  const read = async () => {
    for await (const _ of api.client().entries.list().pages());
  }
  await expect(read()).rejects.toMatchObject({ code: 'invalid_response' })
  expect(api.seen).toHaveLength(2)
})

test('no page is asked for that is not read', async () => {
  await using api = await startPagedApi()
  const list = api.client().entries.list()
  expect(api.seen).toHaveLength(0)
  for await (const { project } of list) if (project === 'B') break
  expect(api.seen).toHaveLength(1)
})

test('each iteration starts again', async () => {
  await using api = await startPagedApi()
  const list = api.client().entries.list()
  const read = async () => {
    let count = 0
    for await (const _ of list) count++
    return count
  }
  expect([await read(), await read()]).toEqual([3, 3])
})

test('a page is asked for by its cursor', async () => {
  await using api = await startPagedApi()
  await expect(api.client().entries.page({ cursor: 'c2', limit: 7 })).resolves.toEqual(pages.c2)
  expect(api.seen[0]?.url).toBe('/timesheets?limit=7&cursor=c2')
})

test('the signal ends a list', async () => {
  await using api = await startPagedApi()
  const stop = new AbortController()
  const reading = (async () => {
    for await (const { project } of api.client().entries.list({}, { signal: stop.signal })) {
      if (project === 'B') stop.abort()
    }
  })()
  await expect(reading).rejects.toMatchObject({ code: 'aborted' })
})

test.each([0, 1_001, 1.5, Number.NaN])('a page size of %d is refused', async (pageSize) => {
  await using api = await startPagedApi()
  expect(() => api.client().entries.list({}, { pageSize })).toThrow(RangeError)
})
