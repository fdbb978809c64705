import { expect, test } from 'vitest'
import { eventCursorOf } from '../../src/contract/index.ts'
import { checkEventPosition, type EventLog, eventStartOf, generationOf } from '../../src/decide/index.ts'

/** Restored twice: after 100, and after 150. The events through 20 were archived. */
const log: EventLog = {
  generations: [
    { generation: 'a', after: 0 },
    { generation: 'b', after: 100 },
    { generation: 'c', after: 150 },
  ],
  first: 21,
  last: 200,
}

test.each([
  [20, 'a'],
  [100, 'a'],
  [100, 'b'],
  [150, 'b'],
  [200, 'c'],
  [200, undefined],
  [0, undefined],
  [0, 'of another log'],
])('%d of generation %s is still there', (after, generation) => {
  expect(() => checkEventPosition(log, { after, generation })).not.toThrow()
})

test.each([
  [101, 'a', 100, 'a'],
  [151, 'b', 150, 'b'],
  [201, 'c', 200, 'c'],
  [201, undefined, 200, 'c'],
  [50, 'of another log', 0, 'a'],
  [19, 'a', 20, 'a'],
  [19, undefined, 20, 'a'],
])('%d of generation %s is gone, and reading continues after %d of %s', (after, generation, next, of) => {
  const position = { after: next, generation: of }
  expect(() => checkEventPosition(log, { after, generation })).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ code: 'events_gone', status: 410, ...position }),
    }),
  )
  if (next > 0) expect(() => checkEventPosition(log, position)).not.toThrow()
})

test.each([
  [1, 'a'],
  [100, 'a'],
  [101, 'b'],
  [150, 'b'],
  [151, 'c'],
])('event %d is of generation %s', (sequence, generation) => {
  expect(generationOf(log, sequence)).toBe(generation)
})

test('reading starts after the later one of after and cursor, in its own generation', () => {
  const cursor = eventCursorOf({ after: 7, generation: 'a' })
  expect(eventStartOf({ cursor })).toEqual({ after: 7, generation: 'a' })
  expect(eventStartOf({ cursor, after: 6, generation: 'b' })).toEqual({ after: 7, generation: 'a' })
  expect(eventStartOf({ cursor, after: 8, generation: 'b' })).toEqual({ after: 8, generation: 'b' })
  expect(eventStartOf({})).toEqual({ after: 0, generation: undefined })
})
