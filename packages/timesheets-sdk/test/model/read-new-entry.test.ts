import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newEntrySchema } from '../../src/model/entry.ts'
import { readNewEntry } from '../../src/model/read-new-entry.ts'
import { violationsOfSchema } from '../../src/model/violation.ts'

const oddUnits = ['\u0000', '\t', '\n', '\u007f', '\u0085', '\u00a0', '\u1680', '\u2003', '\u2028', '\u3000']
const units = [
  ...oddUnits,
  '\u202e',
  '\u2066',
  '\u206f',
  '\ufff9',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\ud83d\ude00',
  ' ',
  'a',
  'ä',
  '漢',
  '"',
  ',',
]

const text = (maximum: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(fc.constantFrom(...units), { maxLength: 6 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...units), { maxLength: 3 }).map((parts) => `a${parts.join('')}b`),
    fc.integer({ min: -1, max: 1 }).map((more) => 'x'.repeat(maximum + more)),
  )
const twoDigits = fc.integer({ min: 0, max: 33 }).map((number) => String(number).padStart(2, '0'))
const date = fc.oneof(
  fc.tuple(fc.integer({ min: 1_850, max: 3_050 }), twoDigits, twoDigits).map((parts) => parts.join('-')),
  fc.constantFrom(
    '2024-02-29',
    '2023-02-29',
    '2026-11-23\n',
    ' 2026-11-23',
    '2026-11-23T00:00:00Z',
    '1899-12-31',
  ),
)
const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.integer(),
  fc.boolean(),
  fc.string(),
  fc.object(),
)
const member = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd })
const entry = fc.record(
  {
    userId: member(text(255)),
    date: member(date),
    project: member(text(64)),
    hours: member(fc.oneof(fc.double(), fc.integer({ min: 0, max: 24 }))),
    note: member(text(2_000)),
    billable: member(fc.boolean()),
    externalId: member(text(128)),
    other: odd,
  },
  { requiredKeys: [] },
)
const plain = fc.record(
  {
    userId: text(255),
    date,
    project: text(64),
    hours: fc.double(),
    note: text(2_000),
    billable: fc.boolean(),
    externalId: text(128),
  },
  { requiredKeys: ['date', 'project', 'hours'] },
)

function bySchema(value: unknown) {
  const parsed = newEntrySchema.safeParse(value)
  return parsed.success ? { entry: parsed.data } : { violations: violationsOfSchema(parsed.error, value) }
}

describe('readNewEntry', () => {
  test('takes and refuses what the schema does, in its words', () => {
    fc.assert(
      fc.property(fc.oneof(entry, plain, plain, fc.anything()), (value) => {
        expect(readNewEntry(value)).toEqual(bySchema(value))
      }),
      { numRuns: 5_000 },
    )
  })

  test('knows each day that exists, as the schema does', () => {
    for (const year of [1899, 1900, 1999, 2000, 2023, 2024, 2100, 2999, 3000]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const date = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
          const value = { date, project: 'ACME', hours: 1 }
          expect('entry' in readNewEntry(value), date).toBe(newEntrySchema.safeParse(value).success)
        }
      }
    }
  })

  test.each([
    [
      'text as JSON has it',
      JSON.parse('{"date":"2026-11-23","project":"A","hours":1,"__proto__":{"note":"x"}}'),
    ],
    ['members that are inherited', Object.create({ date: '2026-11-23', project: 'A', hours: 1 })],
    ['a list', [{ date: '2026-11-23', project: 'A', hours: 1 }]],
    [
      'an object without a prototype',
      Object.assign(Object.create(null), { date: '2026-11-23', project: 'A', hours: 1 }),
    ],
  ])('reads as the schema does: %s', (_what, value) => {
    expect(readNewEntry(value)).toEqual(bySchema(value))
  })
})
