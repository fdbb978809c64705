import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cursorOf, listEntriesQuerySchema, positionOf } from '../../src/contract/index.ts'

const position = { date: '2026-11-23', id: '01936b2f-0000-7000-8000-000000000001' }

describe('a cursor', () => {
  test('gives back the place that it was made of, and can stand in an address as it is', () => {
    const cursor = cursorOf(position)
    expect(positionOf(cursor)).toEqual(position)
    expect(encodeURIComponent(cursor)).toBe(cursor)
  })

  test.each([
    '',
    'x',
    '!!!',
    btoa('null'),
    btoa('{}'),
    btoa('["2026-11-23"]'),
    btoa('["yesterday","01936b2f-0000-7000-8000-000000000001"]'),
    btoa('["2026-11-23","1 or 1=1"]'),
    btoa('["2026-11-23","01936b2f-0000-7000-8000-000000000001",1]'),
    `${cursorOf(position)}x`,
  ])('that this API did not give out is none: %j', (cursor) => {
    expect(positionOf(cursor)).toBeUndefined()
  })

  test('of any text is read without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        positionOf(text)
      }),
    )
  })
})

describe('a query', () => {
  test('has its limit as a number', () => {
    expect(listEntriesQuerySchema.parse({ limit: '250', project: 'ACME-42' })).toEqual({
      limit: 250,
      project: 'ACME-42',
    })
  })

  test.each([
    { limit: '0' },
    { limit: '1001' },
    { limit: '1e2' },
    { limit: '-1' },
    { limit: '' },
    { form: 'x' },
  ])('%j is refused', (query) => {
    expect(listEntriesQuerySchema.safeParse(query).success).toBe(false)
  })
})
