import { expect, test } from 'vitest'
import { type ExportedIdentity, ExternalIds } from '../../../src/import/identity/external-ids.ts'

const identity: ExportedIdentity = {
  userId: 'auth0|maria',
  date: '2026-11-23',
  startMinute: 623,
  others: ['ACME GmbH', 'ACME-42'],
}

test('a name says the tool, the day and the time, and the place among equals from the second on', () => {
  const ids = new ExternalIds('toggl')
  const first = ids.of(identity, 1)
  expect(first).toMatch(/^toggl:2026-11-23T10:23:[0-9a-f-]{36}$/)
  expect(ids.of(identity, 2)).toBe(`${first}:2`)
  expect(ids.of(identity, 3)).toBe(`${first}:3`)
})

// Names that are stored already must not change with a new release.
test('a name is the same for ever', () => {
  expect(new ExternalIds('toggl').of(identity, 1)).toBe(
    'toggl:2026-11-23T10:23:028c06ae-5117-5f04-a30b-5c1d0b3ffdc0',
  )
  expect(new ExternalIds('harvest').of({ ...identity, startMinute: null }, 1)).toBe(
    'harvest:2026-11-23:028c06ae-5117-5f04-a30b-5c1d0b3ffdc0',
  )
})

test('whatever is different makes another name', () => {
  const ids = new ExternalIds('clockify')
  const names = [
    identity,
    { ...identity, userId: 'auth0|li' },
    { ...identity, date: '2026-11-24' },
    { ...identity, startMinute: 624 },
    { ...identity, startMinute: null },
    { ...identity, startMinute: 0 },
    { ...identity, others: ['ACME GmbH', 'ACME-43'] },
    { ...identity, others: ['ACME GmbHACME-42', ''] },
  ].map((one) => ids.of(one, 1))
  expect(new Set(names).size).toBe(names.length)
  expect(names.every((name) => !name.endsWith(':2'))).toBe(true)
})

test('a name fits', () => {
  const ids = new ExternalIds('clockify')
  const long = { ...identity, userId: 'x'.repeat(255), others: ['y'.repeat(1_000), 'z'.repeat(64)] }
  for (const place of [1, 12, 123_456]) expect(ids.of(long, place).length).toBeLessThanOrEqual(128)
})
