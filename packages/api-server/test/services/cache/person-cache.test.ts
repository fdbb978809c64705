import { expect, test } from 'vitest'
import { LogFollower } from '../../../src/services/cache/log-follower.ts'
import { PersonCache, type Read } from '../../../src/services/cache/person-cache.ts'
import type { LoggedChange } from '../../../src/store/events/changes.ts'

const everyWeek = { from: null, to: null }

/** A log in memory, and a cache that follows it. */
function cacheOf(maximumBytes = 10_000, dependsOnCompany = false) {
  const log: LoggedChange[] = []
  const facts = { epoch: '' }
  const append = (userId: string | null, week: string | null, formerWeek: string | null = null) => {
    const sequence = (log.at(-1)?.sequence ?? 0) + 1
    log.push({ userId, sequence, timeMs: 1_000 * sequence, week, formerWeek })
  }
  const changesSince = async (since: number | undefined) => ({
    ...facts,
    events: since === undefined ? log.slice(-1) : log.filter(({ sequence }) => sequence >= since),
  })
  const cache = new PersonCache<string>({
    log: new LogFollower({ changesSince }),
    maximumBytes,
    dependsOnCompany,
  })
  let reads = 0
  /** The number of the read that the value is of. */
  const read = (userId: string, name: string, more: Partial<Read<string>> = {}) =>
    cache.read(userId, name, async () => {
      reads++
      return { value: `${reads}`, bytes: 1_000, weeks: everyWeek, ...more }
    })
  append('ana', '2026-W40')
  append('ben', '2026-W40')
  return { facts, append, cache, read }
}

test('a value is read again after an event about the person, and not after one about another', async () => {
  const { read, append } = cacheOf()
  expect(await read('ana', 'page')).toBe('1')
  append('ben', '2026-W48')
  expect(await read('ana', 'page')).toBe('1')
  append('ana', '2026-W48')
  expect(await read('ana', 'page')).toBe('2')
  expect(await read('ana', 'page')).toBe('2')
})

test('a value of no week is read again after an event about the person as a whole only', async () => {
  const { read, append } = cacheOf()
  await read('ana', 'facts', { weeks: null })
  append('ana', '2026-W48', '2026-W47')
  expect(await read('ana', 'facts', { weeks: null })).toBe('1')
  append('ana', null)
  expect(await read('ana', 'facts', { weeks: null })).toBe('2')
})

test.each([
  ['in the weeks', '2026-W11', null, '2'],
  ['in the first week', '2026-W10', null, '2'],
  ['in the last week', '2026-W12', null, '2'],
  ['that moved an entry out of the weeks', '2026-W40', '2026-W12', '2'],
  ['about the person as a whole', null, null, '2'],
  ['before the weeks', '2026-W09', null, '1'],
  ['after the weeks', '2026-W13', '2026-W14', '1'],
] as const)('a value of some weeks after an event %s', async (_, week, formerWeek, expected) => {
  const { read, append } = cacheOf()
  const weeks = { from: '2026-W10', to: '2026-W12' }
  await read('ana', 'page', { weeks })
  append('ana', week, formerWeek)
  expect(await read('ana', 'page', { weeks })).toBe(expected)
  expect(await read('ana', 'page', { weeks })).toBe(expected)
})

test('an event between two others is not overlooked', async () => {
  const { read, append } = cacheOf()
  const weeks = { from: '2026-W10', to: '2026-W12' }
  await read('ana', 'page', { weeks })
  append('ana', '2026-W40')
  append('ana', '2026-W11')
  append('ana', '2026-W41')
  await read('ana', 'other', { weeks: { from: '2026-W50', to: null } })
  expect(await read('ana', 'page', { weeks })).toBe('3')
})

test.each([
  ['that depends on the company is read again', true, '2'],
  ['of the person alone is not', false, '1'],
] as const)('after a change in the company, a value %s', async (_, dependsOnCompany, expected) => {
  const { read, append } = cacheOf(10_000, dependsOnCompany)
  await read('ana', 'page')
  append(null, null)
  expect(await read('ana', 'page')).toBe(expected)
})

test('the values of people without events are kept, too', async () => {
  const { read, append } = cacheOf()
  await read('zoe', 'page')
  expect(await read('zoe', 'page')).toBe('1')
  append('zoe', '2026-W40')
  expect(await read('zoe', 'page')).toBe('2')
})

test('everything is read again if anything may have changed', async () => {
  const { read, facts } = cacheOf()
  await read('ana', 'page')
  facts.epoch = 'another'
  expect(await read('ana', 'page')).toBe('2')
})

test('a value that was read before an event that another request has seen is not kept', async () => {
  const { cache, append, read } = cacheOf()
  const reading = Promise.withResolvers<Read<string>>()
  const old = cache.read('ana', 'page', () => reading.promise)
  await read('ana', 'other')
  append('ana', '2026-W48')
  await read('ana', 'other')
  reading.resolve({ value: 'old', bytes: 1, weeks: everyWeek })
  expect(await old).toBe('old')
  expect(await read('ana', 'page')).toBe('3')
})

test('the value that was not used for longest goes first when there is no more room', async () => {
  const { read } = cacheOf(3_500)
  for (const name of ['a', 'b', 'c']) await read('ana', name)
  await read('ana', 'a')
  await read('ben', 'd')
  expect(await Promise.all([read('ana', 'a'), read('ana', 'c'), read('ben', 'd')])).toEqual(['1', '3', '4'])
  expect(await read('ana', 'b')).toBe('5')
})

test('a value that is larger than the cache is not kept, and a cache of 0 bytes keeps none', async () => {
  const { read } = cacheOf(500)
  await read('ana', 'page')
  expect(await read('ana', 'page')).toBe('2')
  const none = cacheOf(0)
  await none.read('ana', 'page', { bytes: 0 })
  expect(await none.read('ana', 'page', { bytes: 0 })).toBe('2')
})
