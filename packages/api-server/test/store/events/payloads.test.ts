import fc from 'fast-check'
import { type EntryRecord, type EventRecord, weekStatuses } from 'timesheets-sdk/model'
import { eventOfChange } from 'timesheets-sdk/rules'
import { expect, test } from 'vitest'
import { decodePayloads, encodePayloads } from '../../../src/store/events/payloads.ts'
import { machine } from '../../support/callers.ts'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const time = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
const now = 1_795_521_600_000

const content = fc.record({
  date: fc.constantFrom('2026-11-23', '0001-01-01', '9999-12-31'),
  project: text,
  minutes: fc.integer({ min: 1, max: 1_440 }),
  note: fc.option(text),
  billable: fc.boolean(),
  externalId: fc.option(text),
  source: fc.oneof(fc.constant('m2m-push'), text),
  createdAtMs: fc.oneof(fc.constant(now), time),
  updatedAtMs: fc.oneof(fc.constant(now), time),
  version: fc.oneof(fc.constant(1), fc.integer({ min: 1 })),
  status: fc.constantFrom(...weekStatuses),
})
type Content = typeof content extends fc.Arbitrary<infer T> ? T : never

const made: Content = {
  date: '2026-11-23',
  project: 'ACME-42',
  minutes: 90,
  note: 'design review',
  billable: true,
  externalId: null,
  source: 'm2m-push',
  createdAtMs: now,
  updatedAtMs: now,
  version: 1,
  status: 'open',
}

function eventOf(before: Content | null, after: Content | null): EventRecord {
  const recordOf = ({ status: _, ...rest }: Content): EntryRecord => ({
    id: '01a20d60-5451-75a1-ba5d-83f3ca68c299',
    userId: 'auth0|ana',
    externalOwner: null,
    ...rest,
  })
  const change = {
    kind: 'entry',
    caller: machine(),
    before: before && recordOf(before),
    after: after && recordOf(after),
    beforeStatus: before?.status ?? 'open',
    afterStatus: after?.status ?? 'open',
  } as const
  return eventOfChange(change, now)
}

function rowOf(event: EventRecord, payloads = encodePayloads(event)) {
  const { subject } = event
  return {
    time_ms: event.timeMs,
    client: event.client,
    subject_type: subject.type,
    subject_id: 'id' in subject ? subject.id : null,
    user_id: 'userId' in subject ? subject.userId : null,
    ...payloads,
  }
}

const both = fc
  .tuple(fc.option(content), fc.option(content))
  .filter(([before, after]) => before !== null || after !== null)

test('the contents of every event about an entry are read as they were, member for member', () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const event = eventOf(before, after)
      const expected = JSON.stringify({ before: event.before, after: event.after })
      expect(JSON.stringify(decodePayloads(rowOf(event)))).toBe(expected)
    }),
  )
})

test('the contents that earlier versions stored as JSON objects are read as they were', () => {
  fc.assert(
    fc.property(both, ([before, after]) => {
      const event = eventOf(before, after)
      const textOf = (value: unknown) => (value === null ? null : JSON.stringify(value))
      const row = rowOf(event, { before: textOf(event.before), after: textOf(event.after) })
      expect(decodePayloads(row)).toEqual({ before: event.before, after: event.after })
    }),
  )
})

test('an event stores only what its other columns do not say', () => {
  expect(encodePayloads(eventOf(null, made))).toEqual({
    before: null,
    after: '[1,"2026-11-23","ACME-42",1.5,"design review"]',
  })
  const earlier = { ...made, createdAtMs: now - 1_000, updatedAtMs: now - 1_000 }
  const later = { ...earlier, minutes: 120, updatedAtMs: now, version: 2 }
  expect(encodePayloads(eventOf(earlier, later))).toEqual({
    before: '[2,2,1.5,7,1000,8,1]',
    after: '[1,"2026-11-23","ACME-42",2,"design review",0,1,1000,0,2]',
  })
})

test('the contents of other events are stored as they are', () => {
  const event: EventRecord = {
    ...eventOf(null, made),
    action: 'week.submitted',
    subject: { type: 'week', userId: 'auth0|ana', week: '2026-W48' },
    before: { status: 'open' },
    after: { status: 'submitted' },
  }
  expect(encodePayloads(event)).toEqual({ before: '{"status":"open"}', after: '{"status":"submitted"}' })
  expect(decodePayloads(rowOf(event))).toEqual({ before: event.before, after: event.after })
})

test('a format of a later version is named in the error', () => {
  const row = rowOf(eventOf(null, made), { before: null, after: '[9,"2026-11-23"]' })
  expect(() => decodePayloads(row)).toThrow('unknown format 9')
})
