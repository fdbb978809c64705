import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lane, laneNumber } from '../../../src/client/push/lane.ts'

const parcel = (index: number, json = '{}', externalId?: string) => ({ index, item: index, json, externalId })

test('a lane takes as many entries and bytes as a request does', () => {
  const lane = new Lane({ maximumEntries: 2, maximumBytes: 100 })
  expect([1, 2, 3].map((index) => lane.addIfRoom(parcel(index)))).toEqual([true, true, false])
  lane.take()
  expect(lane.addIfRoom(parcel(4, '"ää"'.padEnd(20)))).toBe(true)
  expect(lane.addIfRoom(parcel(5, '"ää"'.padEnd(20)))).toBe(false)
})

test('an entry that is too large alone is taken alone', () => {
  const lane = new Lane({ maximumEntries: 2, maximumBytes: 10 })
  expect(lane.addIfRoom(parcel(1, ' '.repeat(100)))).toBe(true)
  expect(lane.addIfRoom(parcel(2))).toBe(false)
})

test('a lane holds a name until its response arrives', () => {
  const lane = new Lane<number>({ maximumEntries: 2, maximumBytes: 100 })
  lane.add(parcel(1, '{}', 'crm-1'))
  expect(lane.holds('crm-1')).toBe(true)
  expect(lane.take()).toHaveLength(1)
  lane.add(parcel(2, '{}', 'crm-2'))
  expect(lane.holds('crm-1')).toBe(true)
  lane.settle()
  expect([lane.holds('crm-1'), lane.holds('crm-2')]).toEqual([false, true])
})

test('the bytes of a batch are never more than its limit', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const lane = new Lane<number>({ maximumEntries: 1_000, maximumBytes: 200 })
      for (const [index, text] of texts.entries()) lane.addIfRoom(parcel(index, JSON.stringify(text)))
      const batch = lane.take()
      const bytes = new TextEncoder().encode(batch.map(({ json }) => json).join(',')).length
      expect(batch.length === 1 || bytes <= 200).toBe(true)
    }),
  )
})

test('a person has one lane, and people are spread over all', () => {
  const lanes = Array.from({ length: 140 }, (_, number) => laneNumber(`auth0|${number}`, 3))
  expect(laneNumber('auth0|7', 3)).toBe(lanes[7])
  for (const lane of [0, 1, 2]) expect(lanes.filter((number) => number === lane).length).toBeGreaterThan(20)
})
