import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EntryPatch } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../../src/commands/context.ts'
import { add } from '../../../src/commands/entries/add.ts'
import { deleteEntry } from '../../../src/commands/entries/delete.ts'
import { edit } from '../../../src/commands/entries/edit.ts'
import { fill, readDays } from '../../../src/commands/entries/fill.ts'
import { type PushOptions, push } from '../../../src/commands/entries/push.ts'
import { undo } from '../../../src/commands/undo/undo.ts'
import { changeNotes, mostUndone } from '../../../src/state/last-change.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'

describe('undo', () => {
  const { api, context, requests } = useFakeApi()
  let home = ''
  let session: ReturnType<typeof context>
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'timesheets-undo-'))
    session = context(maria, { env: { HOME: home } })
  })
  afterEach(() => rm(home, { recursive: true }))

  const undoIt = (changes = {}, by: Context = session) => undo({ dryRun: false, json: false, ...changes }, by)
  const addOne = (date: string) => add({ entry: { date, project: 'A', hours: 1 }, json: false }, session)
  async function dates(): Promise<string[]> {
    const { client } = await session.connect()
    return (await client.entries.page()).data.map(({ date }) => date)
  }

  it('takes back the last add, and only that', async () => {
    await addOne('2026-11-09')
    await addOne('2026-11-10')
    expect(await undoIt()).toBe(0)
    expect(session.io.stdout.lines.at(-1)).toBe('Deleted  1 entry of: add to A')
    expect(await dates()).toEqual(['2026-11-09'])
    await expect(undoIt()).rejects.toThrow('there is nothing to undo on this machine')
  })

  it('takes back what a fill added', async () => {
    const entry = { project: 'A' }
    const hours = readDays(['mon-fri'], 8)
    await fill({ hours, week: '2026-W46', entry, dryRun: false, json: false }, session)
    expect(await dates()).toHaveLength(5)
    await undoIt()
    expect(await dates()).toEqual([])
  })

  async function pushRows(content: readonly string[], options: Partial<PushOptions> = {}) {
    const file = join(home, 'november.csv')
    await writeFile(file, ['externalId,date,project,hours,note', ...content, ''].join('\n'))
    return push({ file, dryRun: false, json: false, report: false, ...options }, session)
  }
  const rows = ['a,2026-11-09,A,1,first', 'b,2026-11-10,A,2,', 'c,2026-11-11,A,3,']
  async function contents(): Promise<string[]> {
    const { client } = await session.connect()
    const { data } = await client.entries.page()
    return data.map(({ date, hours, note, externalId }) => [date, hours, note, externalId].join(' '))
  }

  it('takes back what a push added and changed, and keeps what was changed since', async () => {
    await pushRows(rows.slice(0, 1))
    await pushRows(['a,2026-11-12,A,4,', ...rows.slice(1)])
    // Neither a dry run nor a push without a change replaces what is known of the last one.
    await pushRows(['d,2026-11-13,A,1,'], { dryRun: true })
    await pushRows(['a,2026-11-12,A,4,', ...rows.slice(1)])
    const { client } = await session.connect()
    const edited = (await client.entries.page({ from: '2026-11-11', to: '2026-11-11' })).data[0]
    await client.entries.update(edited?.id ?? '', { hours: 5 })

    await undoIt({ dryRun: true })
    expect(await dates()).toHaveLength(3)
    expect(await undoIt()).toBe(0)
    expect(session.io.stdout.lines.slice(-4)).toEqual([
      expect.stringMatching(/^Would delete {2}1 entry of: push .*november\.csv$/),
      expect.stringMatching(/^Would change back {2}1 entry of: push .*november\.csv$/),
      expect.stringMatching(/^Deleted {2}1 entry of: push .*november\.csv$/),
      expect.stringMatching(/^Changed back {2}1 entry of: push .*november\.csv$/),
    ])
    expect(session.io.stderr.lines.at(-1)).toBe('Note: changed since, and kept: 1')
    expect(await contents()).toEqual(['2026-11-09 1 first a', '2026-11-11 5  c'])
  })

  it('restores what --sync deleted, with its note and external id, and once', async () => {
    await pushRows(rows)
    const sync = { from: '2026-11-09', to: '2026-11-13', maxDeletions: 1 }
    await pushRows(rows.slice(1, 2), { sync })
    expect(await contents()).toEqual(['2026-11-10 2  b'])
    await undoIt({ dryRun: true })
    expect(await contents()).toHaveLength(1)
    expect(await undoIt()).toBe(0)
    expect(session.io.stdout.lines.slice(-2)).toEqual([
      expect.stringMatching(/^Would restore {2}2 entries of: push .*november\.csv$/),
      expect.stringMatching(/^Restored {2}2 entries of: push .*november\.csv$/),
    ])
    expect(await contents()).toEqual(['2026-11-09 1 first a', '2026-11-10 2  b', '2026-11-11 3  c'])
    // The same file again finds them by their external ids.
    await pushRows(rows)
    expect(await contents()).toHaveLength(3)
  })

  it('keeps an entry that somebody added again under the external id of a deleted one', async () => {
    await pushRows(rows.slice(0, 2))
    const sync = { from: '2026-11-09', to: '2026-11-13', maxDeletions: 1 }
    await pushRows(rows.slice(1, 2), { sync })
    const { client } = await session.connect()
    await client.entries.create({ date: '2026-11-09', project: 'A', hours: 6, externalId: 'a' })
    expect(await undoIt()).toBe(3)
    expect(session.io.stderr.lines.at(-1)).toMatch(
      /^timesheets: entry \S+ was not undone: an entry with this externalId/,
    )
    expect(await contents()).toEqual(['2026-11-09 6  a', '2026-11-10 2  b'])
  })

  it('takes back a deletion', async () => {
    await addOne('2026-11-09')
    const { client } = await session.connect()
    const id = (await client.entries.page()).data[0]?.id ?? ''
    await deleteEntry({ id, ifMatch: undefined, json: false }, session)
    expect(await dates()).toEqual([])
    expect(await undoIt()).toBe(0)
    expect(await dates()).toEqual(['2026-11-09'])
  })

  it('takes back an edit, and not the one before it after an edit without effect', async () => {
    await addOne('2026-11-09')
    const { client } = await session.connect()
    const id = (await client.entries.page()).data[0]?.id ?? ''
    const change = (patch: EntryPatch) => edit({ id, patch, ifMatch: undefined, json: false }, session)
    await change({ hours: 2, note: 'two' })
    await change({ hours: 3, note: 'three' })
    await change({ hours: 3 })
    expect(await undoIt({ dryRun: true })).toBe(0)
    expect(await undoIt()).toBe(0)
    expect(session.io.stdout.lines.slice(-2)).toEqual([
      `Would change back  1 entry of: edit ${id}`,
      `Changed back  1 entry of: edit ${id}`,
    ])
    expect(await contents()).toEqual(['2026-11-09 2 two '])
  })

  it('keeps an entry that was changed again after an edit', async () => {
    await addOne('2026-11-09')
    const { client } = await session.connect()
    const id = (await client.entries.page()).data[0]?.id ?? ''
    await edit({ id, patch: { hours: 2 }, ifMatch: undefined, json: false }, session)
    await client.entries.update(id, { hours: 5 })
    expect(await undoIt()).toBe(0)
    expect(await contents()).toEqual(['2026-11-09 5  '])
  })

  async function machineWithEntry() {
    const by = context(machine, { env: { HOME: home } })
    const entry = { userId: 'auth0|maria', date: '2026-11-09', project: 'A', hours: 1, externalId: 'a' }
    await add({ entry, json: false }, by)
    const { client } = await session.connect()
    return { by, id: (await client.entries.page()).data[0]?.id ?? '' }
  }

  it('takes back an edit and a deletion by a machine client', async () => {
    const { by, id } = await machineWithEntry()
    await edit({ id, patch: { hours: 2 }, ifMatch: undefined, json: false }, by)
    expect(await undoIt({}, by)).toBe(0)
    expect(await contents()).toEqual(['2026-11-09 1  a'])
    await deleteEntry({ id, ifMatch: undefined, json: false }, by)
    expect(await contents()).toEqual([])
    expect(await undoIt({}, by)).toBe(0)
    expect(by.io.stdout.lines.at(-1)).toBe(`Restored  1 entry of: delete ${id}`)
    expect(await contents()).toEqual(['2026-11-09 1  a'])
  })

  it('says so if nobody noted whose entry a machine client deleted', async () => {
    const { by, id } = await machineWithEntry()
    await (await by.connect()).client.entries.delete(id)
    const notes = changeNotes({ HOME: home }, { command: `delete ${id}`, host: 'timesheets.test' })
    notes.note({ id, change: 'deleted' })
    await notes.keep()
    expect(await undoIt({}, by)).toBe(3)
    expect(by.io.stderr.lines).toEqual([
      `timesheets: entry ${id} was not undone: its former content cannot be read in the event log: change it by hand`,
    ])
    expect(by.io.stdout.lines.at(-1)).toBe(`Nothing was undone of: delete ${id}`)
  })

  it('lists what a closed week keeps, takes back the rest, and that later', async () => {
    await pushRows(rows)
    await pushRows(['a,2026-11-09,A,4,', 'b,2026-11-10,A,4,', 'd,2026-11-18,A,1,'])
    api.setWeekStatus('auth0|maria', '2026-W46', 'submitted')
    expect(await undoIt({ dryRun: true })).toBe(3)
    expect(await undoIt()).toBe(3)
    const refused = /^timesheets: entry \S+ was not undone: week 2026-W46 (of auth0\|maria )?is submitted/
    expect(session.io.stderr.lines.filter((line) => refused.test(line))).toHaveLength(4)
    expect(session.io.stdout.lines.at(-1)).toMatch(/^Deleted {2}1 entry of: push /)
    expect(await contents()).toEqual(['2026-11-09 4  a', '2026-11-10 4  b', '2026-11-11 3  c'])
    api.setWeekStatus('auth0|maria', '2026-W46', 'rejected')
    expect(await undoIt({ json: true })).toBe(0)
    expect(JSON.parse(session.io.stdout.lines.at(-1) ?? '')).toMatchObject({ changedBack: 2, notUndone: [] })
    expect(await contents()).toEqual(['2026-11-09 1 first a', '2026-11-10 2  b', '2026-11-11 3  c'])
    await expect(undoIt()).rejects.toThrow('there is nothing to undo on this machine')
  })

  it('says so if an entry is gone already', async () => {
    await addOne('2026-11-09')
    const { client } = await session.connect()
    for await (const { id } of client.entries.list()) await client.entries.delete(id)
    await undoIt({ json: true })
    expect(JSON.parse(session.io.stdout.lines.at(-1) ?? '')).toMatchObject({ deleted: 0, missing: 1 })
  })

  it('asks nothing of another API than the one that was changed', async () => {
    await addOne('2026-11-09')
    const { client } = await session.connect()
    requests.length = 0
    const elsewhere = {
      ...session,
      connect: async () => ({ ...(await session.connect()), client, host: 'other.test' }),
    }
    await expect(undoIt({}, elsewhere)).rejects.toThrow(
      'the last change (add to A) was made at timesheets.test, not at other.test',
    )
    expect(requests).toEqual([])
  })

  it('does not take back a push that was too large to note', async () => {
    const notes = changeNotes({ HOME: home }, { command: 'push all.csv', host: 'timesheets.test' })
    for (let count = 0; count <= mostUndone; count++) notes.note({ id: String(count), change: 'added' })
    await notes.keep()
    await expect(undoIt()).rejects.toThrow('the last change (push all.csv) was of more than 10000 entries')
  })
})
