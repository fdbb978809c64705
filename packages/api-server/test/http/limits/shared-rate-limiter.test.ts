import { describe, expect, onTestFinished, test } from 'vitest'
import { SharedRateLimiter } from '../../../src/http/limits/shared-rate-limiter.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { storedCounts } from '../../../src/store/request-counts.ts'
import { newDatabase } from '../../support/databases.ts'

/** Counts in memory, and the number of additions that were made. */
function memoryCounts() {
  const sums = new Map<string, number>()
  return {
    additions: 0,
    async add(windowStartMs: number, counts: ReadonlyMap<string, number>) {
      this.additions++
      await new Promise((resolve) => setImmediate(resolve))
      return new Map(
        [...counts].map(([key, count]) => {
          const name = `${windowStartMs} ${key}`
          sums.set(name, (sums.get(name) ?? 0) + count)
          return [key, sums.get(name) ?? 0]
        }),
      )
    },
  }
}

type Counts = Pick<ReturnType<typeof memoryCounts>, 'add'>

const processes = (limit: number, counts: Counts, now = () => 0) =>
  Array.from({ length: 4 }, () => new SharedRateLimiter({ limit, windowMs: 60_000, now }, counts))

/** How many of so many requests at each process are allowed, all at once. */
async function allowedOf(limiters: readonly SharedRateLimiter[], requests: number, key = 'a') {
  const states = await Promise.all(
    limiters.flatMap((limiter) => Array.from({ length: requests }, () => limiter.take(key))),
  )
  return states.filter(({ allowed }) => allowed).length
}

test('four processes allow exactly a small limit, and then nothing more until the next window', async () => {
  const clock = { nowMs: 0 }
  const counts = memoryCounts()
  const limiters = processes(50, counts, () => clock.nowMs)
  expect(await allowedOf(limiters, 50)).toBe(50)
  expect(await allowedOf(limiters, 1, 'b')).toBe(4)
  const { additions } = counts
  expect(await allowedOf(limiters, 50)).toBe(0)
  // The rejected ones cost nothing.
  expect(counts.additions).toBe(additions)
  clock.nowMs = 60_000
  expect(await allowedOf(limiters, 50)).toBe(50)
})

test('one process alone allows the limit, in one addition for requests at the same time', async () => {
  const counts = memoryCounts()
  const [limiter] = processes(50, counts)
  expect(limiter && (await allowedOf([limiter], 80))).toBe(50)
  expect(counts.additions).toBeLessThanOrEqual(2)
})

test('with a large limit no request waits below a hundredth of it, and four processes pass it by little', async () => {
  const limiters = processes(1_000, memoryCounts())
  expect(limiters[0]?.take('b')).not.toBeInstanceOf(Promise)
  const allowed = await allowedOf(limiters, 900)
  expect(allowed).toBeGreaterThanOrEqual(1_000)
  expect(allowed).toBeLessThanOrEqual(1_000 + 3 * 10)
})

test('a caller who stays far below the limit never writes to the database', async () => {
  const counts = memoryCounts()
  const [limiter] = processes(6_000, counts)
  expect(limiter && (await allowedOf([limiter], 30))).toBe(30)
  expect(counts.additions).toBe(0)
  expect(limiter && (await allowedOf([limiter], 1))).toBe(1)
  expect(counts.additions).toBe(1)
})

test('while the counts are unavailable, each process counts for itself', async () => {
  const failing = { add: () => Promise.reject(new Error('the database is away')) }
  const [one, other] = processes(50, failing)
  expect(one && (await allowedOf([one], 80))).toBe(50)
  expect(other && (await allowedOf([other], 80))).toBe(50)
})

test('tells what is left of all, and when the window ends', async () => {
  const [one, other] = processes(50, memoryCounts(), () => 20_000)
  for (const left of [49, 48]) {
    expect(await one?.take('a')).toEqual({ allowed: true, remaining: left, secondsToReset: 40 })
  }
  expect(await other?.take('a')).toEqual({ allowed: true, remaining: 47, secondsToReset: 40 })
})

describe('counts in PostgreSQL', () => {
  test('are right for four processes at once, and windows of before are deleted', async () => {
    const { location, remove } = await newDatabase('postgres')
    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase(location)))
    onTestFinished(async () => {
      for (const database of databases) await database.close()
      await remove()
    })
    const clock = { nowMs: 0 }
    const options = { limit: 50, windowMs: 60_000, now: () => clock.nowMs }
    const limiters = databases.map((database) => new SharedRateLimiter(options, storedCounts(database)))
    expect(await allowedOf(limiters, 50)).toBe(50)
    clock.nowMs = 300_000
    expect(await allowedOf(limiters, 20, 'b')).toBe(50)
    const [row] = await (databases[0] as Engine).reader
      .selectFrom('request_counts' as never)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .execute()
    expect(row).toEqual({ rows: 1 })
  })
})
