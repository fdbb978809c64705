import { expect, test } from 'vitest'
import { columnOfPath } from '../../src/import/index.ts'
import { harvest, survey } from './support/exports.ts'

async function columns(row: Parameters<typeof harvest>[0]) {
  const content = harvest(row)
  const { layout } = await survey(content)
  const cells = content.split('\n')[1]?.split(',') ?? []
  return (path: string) => columnOfPath(layout, path, cells)
}

test('what the rules find wrong is in the column that it was read from', async () => {
  const columnOf = await columns({})
  expect(['/hours', '/date', '/project', '/userId', '/note', '/billable'].map(columnOf)).toEqual([
    'Hours',
    'Date',
    'Project Code',
    'Last Name',
    'Notes',
    'Billable?',
  ])
})

test('what is empty is missing in the column that every export has', async () => {
  const columnOf = await columns({ 'Project Code': '', Project: '', Hours: '' })
  expect(columnOf('/project')).toBe('Project')
  expect(columnOf('/hours')).toBe('Hours')
})

test('a path outside an entry, or without a column, has no column', async () => {
  const columnOf = await columns({})
  expect([columnOf(''), columnOf('/other'), columnOf('/externalId')]).toEqual([null, null, null])
})
