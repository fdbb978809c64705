import { describe, expect, it, test } from 'vitest'
import { edit, editCommand } from '../../../src/commands/entries/edit.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['id-1', '--hours', '90m'], { id: 'id-1', patch: { hours: 1.5 }, ifMatch: undefined, json: false }],
  [
    [
      'id-1',
      '--date',
      '2026-11-12',
      '--project',
      'B',
      '--note',
      'n',
      '--no-billable',
      '--if-match',
      '"1-open"',
      '--json',
    ],
    {
      id: 'id-1',
      patch: { date: '2026-11-12', project: 'B', note: 'n', billable: false },
      ifMatch: '"1-open"',
      json: true,
    },
  ],
  [['id-1', '--billable'], { id: 'id-1', patch: { billable: true }, ifMatch: undefined, json: false }],
  [['id-1', '--note', ''], { id: 'id-1', patch: { note: null }, ifMatch: undefined, json: false }],
  [['id-1'], expect.stringContaining('nothing to change')],
  [['id-1', '--if-match', '"1"'], expect.stringContaining('nothing to change')],
  [['--hours', '1'], expect.stringContaining("missing required argument 'id'")],
  [['id-1', '--hours', 'lots'], expect.stringContaining('--hours: "lots" is not a number of hours')],
  [['id-1', '--date', 'x'], expect.stringContaining('--date: date must be a date')],
])('edit %j', async (args, expected) => {
  expect(await optionsOf(editCommand, args)).toEqual(expected)
})

describe('edit', () => {
  const { api, context } = useFakeApi()

  async function anEntry() {
    const { client } = await context(maria).connect()
    return client.entries.create({ date: '2026-11-12', project: 'A', hours: 1, note: 'n' })
  }

  it('changes what was named, and nothing else', async () => {
    const { id } = await anEntry()
    const { io, connect } = context(maria)
    const options = { id, patch: { hours: 2, note: null }, ifMatch: undefined, json: false }
    expect(await edit(options, { io, connect })).toBe(0)
    expect(io.stdout.text).toBe(`Changed  2026-11-12  A  2 h  ${id}\n`)
    expect(api.entries[0]).toMatchObject({ project: 'A', hours: 2, version: 2 })
    expect(api.entries[0]).not.toHaveProperty('note')
  })

  it('fails where somebody has changed it since', async () => {
    const { id } = await anEntry()
    const options = { id, patch: { hours: 2 }, ifMatch: '"7-open"', json: true }
    await expect(edit(options, context(maria))).rejects.toMatchObject({ code: 'precondition_failed' })
  })
})
