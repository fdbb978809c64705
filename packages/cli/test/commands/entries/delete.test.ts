import { describe, expect, it, test } from 'vitest'
import { deleteCommand, deleteEntry } from '../../../src/commands/entries/delete.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['id-1'], { id: 'id-1', ifMatch: undefined, json: false }],
  [['id-1', '--if-match', '"1-open"', '--json'], { id: 'id-1', ifMatch: '"1-open"', json: true }],
  [[], expect.stringContaining("missing required argument 'id'")],
])('delete %j', async (args, expected) => {
  expect(await optionsOf(deleteCommand, args)).toEqual(expected)
})

describe('delete', () => {
  const { api, context } = useFakeApi()

  async function anEntry() {
    const { client } = await context(maria).connect()
    return client.entries.create({ date: '2026-11-12', project: 'A', hours: 1 })
  }

  it('deletes the entry and says so', async () => {
    const { id } = await anEntry()
    const { io, connect } = context(maria)
    expect(await deleteEntry({ id, ifMatch: '"1-open"', json: false }, { io, connect })).toBe(0)
    expect(io.stdout.text).toBe(`Deleted  ${id}\n`)
    expect(api.entries).toEqual([])
  })

  it('leaves an entry alone that somebody has changed since', async () => {
    const { id } = await anEntry()
    await expect(deleteEntry({ id, ifMatch: '"2-open"', json: false }, context(maria))).rejects.toMatchObject(
      {
        code: 'precondition_failed',
      },
    )
    expect(api.entries).toHaveLength(1)
  })
})
