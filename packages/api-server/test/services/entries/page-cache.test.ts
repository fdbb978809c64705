import { expect, test } from 'vitest'
import { PageCache } from '../../../src/services/entries/page-cache.ts'

const page = (length: number) => ({ json: Buffer.alloc(length), etag: `W/"${length}"` })

test('a page is there as long as the mark is the same', () => {
  const cache = new PageCache(10_000)
  cache.moveTo('1')
  cache.put('1', 'a', page(1))
  cache.moveTo('1')
  expect(cache.get('a')).toEqual(page(1))
  expect(cache.get('b')).toBeUndefined()
})

test('another mark takes all pages away, also one that was there before', () => {
  const cache = new PageCache(10_000)
  cache.moveTo('1')
  cache.put('1', 'a', page(1))
  cache.moveTo('2')
  expect(cache.get('a')).toBeUndefined()
  cache.moveTo('1')
  expect(cache.get('a')).toBeUndefined()
})

test('a page that was read after an older mark is not kept', () => {
  const cache = new PageCache(10_000)
  cache.moveTo('1')
  cache.moveTo('2')
  cache.put('1', 'a', page(1))
  expect(cache.get('a')).toBeUndefined()
})

test('the page that was not asked for longest goes first when there is no more room', () => {
  const cache = new PageCache(3_500)
  cache.moveTo('1')
  for (const key of ['a', 'b', 'c']) cache.put('1', key, page(500))
  cache.get('a')
  cache.put('1', 'd', page(500))
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd'])
})

test('what is taken is bounded, however many pages are put', () => {
  const cache = new PageCache(100_000)
  cache.moveTo('1')
  for (let index = 0; index < 10_000; index++) cache.put('1', `page ${index}`, page(index % 3_000))
  let bytes = 0
  for (let index = 0; index < 10_000; index++) bytes += cache.get(`page ${index}`)?.json.length ?? 0
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(100_000)
})

test.each([0, 400])('with %i bytes nothing is kept', (maximumBytes) => {
  const cache = new PageCache(maximumBytes)
  cache.moveTo('1')
  cache.put('1', 'a', page(1))
  expect(cache.get('a')).toBeUndefined()
})
