import { describe, expect, it, test } from 'vitest'
import { show, showCommand } from '../../../src/commands/entries/show.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['id-1'], { id: 'id-1', json: false }],
  [['id-1', '--json'], { id: 'id-1', json: true }],
  [[], expect.stringContaining("missing required argument 'id'")],
])('show %j', async (args, expected) => {
  expect(await optionsOf(showCommand, args)).toEqual(expected)
})

describe('show', () => {
  const { context } = useFakeApi()

  async function anEntry() {
    const { client } = await context(maria).connect()
    return client.entries.create({
      date: '2026-11-12',
      project: 'A',
      hours: 1,
      note: 'two\nlines',
      externalId: 'x',
    })
  }

  it('prints a member a line, with the etag that edit and delete take', async () => {
    const { id } = await anEntry()
    const { io, connect } = context(maria)
    expect(await show({ id, json: false }, { io, connect })).toBe(0)
    expect(io.stdout.lines).toEqual([
      `id           ${id}`,
      'person       auth0|maria',
      'date         2026-11-12',
      'project      A',
      'hours        1',
      'billable     yes',
      'note         two lines',
      'status       open',
      'external id  x',
      'made by      spa',
      'created      2026-11-24T12:00:00.000Z',
      'changed      2026-11-24T12:00:00.000Z',
      'etag         "1-open"',
    ])
  })

  it('prints JSON', async () => {
    const { id } = await anEntry()
    const { io, connect } = context(maria)
    await show({ id, json: true }, { io, connect })
    expect(JSON.parse(io.stdout.text)).toMatchObject({ id, note: 'two\nlines' })
  })

  it('fails where there is no such entry', async () => {
    const id = '0199b8f0-0000-7000-8000-000000000000'
    await expect(show({ id, json: false }, context(maria))).rejects.toMatchObject({ code: 'not_found' })
  })
})
