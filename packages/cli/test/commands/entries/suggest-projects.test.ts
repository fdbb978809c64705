import { describe, expect, it, test } from 'vitest'
import { add } from '../../../src/commands/entries/add.ts'
import { edit } from '../../../src/commands/entries/edit.ts'
import { projectsLike } from '../../../src/commands/entries/suggest-projects.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'

const project = (code: string, name: string) => ({
  code,
  name,
  billable: true,
  updatedAt: '2026-11-24T12:00:00.000Z',
})
const catalogue = [
  project('ACME-42', 'Acme: order platform'),
  project('ACME-43', 'Acme: portal'),
  project('HELIOS-14', 'Helios: billing'),
]

test.each([
  ['ACM-42', ['ACME-42']],
  ['acme-44', ['ACME-42', 'ACME-43']],
  ['billing', ['HELIOS-14']],
  ['NORDLICHT', []],
])('%s may be meant as %j', (code, expected) => {
  expect(projectsLike(code, catalogue).map((project) => project.code)).toEqual(expected)
})

describe('a project that the catalogue does not have', () => {
  const { api, context } = useFakeApi()
  const entry = { date: '2026-11-12', project: 'ACM-42', hours: 1 }

  it('is stored with a warning, and the one that was likely meant is named', async () => {
    api.addProject('ACME-42', { name: 'Acme: order platform' })
    const person = context(maria)
    expect(await add({ entry, json: false }, person)).toBe(0)
    expect(person.io.stderr.text).toContain('ACM-42 is not in the project catalogue')
    expect(person.io.stderr.text).toContain('Did you mean ACME-42 (Acme: order platform)?\n')
  })

  it('is named in the JSON of the entry, too', async () => {
    api.addProject('ACME-42', { name: 'Acme: order platform' })
    const person = context(maria)
    await add({ entry, json: true }, person)
    expect(JSON.parse(person.io.stdout.text)).toMatchObject({ warnings: [{ code: 'project_unlisted' }] })
  })

  it('is refused where the policy says so, with the same hint', async () => {
    api.addProject('ACME-42', { name: 'Acme: order platform' })
    const person = context(maria)
    await add({ entry: { ...entry, project: 'ACME-42' }, json: false }, person)
    const [stored] = api.entries
    api.setPolicy({ unlistedProjects: 'refuse' })
    const change = { id: stored?.id ?? '', patch: { project: 'ACM-42' }, ifMatch: undefined, json: false }
    await expect(edit(change, person)).rejects.toMatchObject({ code: 'project_unlisted' })
    expect(person.io.stderr.text).toBe('Did you mean ACME-42 (Acme: order platform)?\n')
  })
})
