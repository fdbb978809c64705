import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { DigestCounter } from '../../../src/io/readers/digest-counter.ts'

const digest = (text: string | number) => createHash('sha256').update(String(text)).digest()

it('counts each digest by itself, however many there are', () => {
  const counter = new DigestCounter()
  const many = 20_000
  for (let index = 0; index < many; index++) expect(counter.count(digest(index))).toBe(1)
  for (let index = 0; index < many; index += 7) expect(counter.count(digest(index))).toBe(2)
  expect(counter.count(digest(0))).toBe(3)
  expect(counter.count(digest(1))).toBe(2)
})

it('tells digests apart that want the same place', () => {
  const counter = new DigestCounter()
  const similar = (last: number) => Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, last])
  for (let last = 0; last < 200; last++) expect(counter.count(similar(last))).toBe(1)
  for (let last = 0; last < 200; last++) expect(counter.count(similar(last))).toBe(2)
})
