import { expect, test } from 'vitest'
import { recordEtagOf } from '../../../src/rules/index.ts'
import { startStubApi } from '../stub-api.ts'

const ann = {
  userId: 'auth0|ann',
  name: 'Ann',
  kind: 'employee' as const,
  expectedHoursPerWeek: 40,
  activeFrom: '2026-01-01',
  timeZone: 'Etc/UTC',
  updatedAt: '2026-11-23T17:02:11.123Z',
}
const acme = { code: 'ACME', name: 'Acme', billable: true, updatedAt: '2026-11-23T17:02:11.123Z' }

test('changes of people and projects are bound to what was read, or to a tag, or to nothing', async () => {
  await using api = await startStubApi(({ method, url }) => {
    if (method === 'DELETE') return { status: 204, body: '' }
    return { body: url.startsWith('/people') ? ann : acme }
  })
  const { people, projects } = api.client()
  const { userId, updatedAt: _, ...content } = ann
  await people.put(userId, content, { basedOn: ann })
  await people.put(userId, content, { ifMatch: '*', correct: true })
  await people.put(userId, content)
  await people.delete(userId, { basedOn: ann })
  await people.delete(userId)
  await projects.put('ACME', { name: 'Acme' }, { basedOn: acme })
  await projects.delete('ACME', { ifMatch: '"x"' })
  await people.put(userId, content, { ifNoneMatch: '*' })
  await projects.put('ACME', { name: 'Acme' }, { ifNoneMatch: '*' })
  expect(
    api.seen.map(({ method, headers }) => [method, headers['if-match'] ?? headers['if-none-match']]),
  ).toEqual([
    ['PUT', recordEtagOf(ann)],
    ['PUT', '*'],
    ['PUT', undefined],
    ['DELETE', recordEtagOf(ann)],
    ['DELETE', undefined],
    ['PUT', recordEtagOf(acme)],
    ['DELETE', '"x"'],
    ['PUT', '*'],
    ['PUT', '*'],
  ])
})

test('the tag of a record is that of its content, in any order of members', () => {
  const { name, ...rest } = ann
  expect(recordEtagOf({ ...rest, name })).toBe(recordEtagOf(ann))
  const [older, newer] = [40, 32].map((expectedHoursPerWeek) => ({
    ...ann,
    terms: [{ ...ann, expectedHoursPerWeek, from: '2027-01-01' }],
  }))
  expect(older && recordEtagOf(older)).not.toBe(newer && recordEtagOf(newer))
})
