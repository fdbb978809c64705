import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../../src/commands/context.ts'
import { add } from '../../../src/commands/entries/add.ts'
import { fill, readDays } from '../../../src/commands/entries/fill.ts'
import { push } from '../../../src/commands/entries/push.ts'
import { undo } from '../../../src/commands/undo/undo.ts'
import { changeNotes, mostUndone } from '../../../src/state/last-change.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'

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

  it('takes back what a push added, and keeps what it changed and what was changed since', async () => {
    const file = join(home, 'november.csv')
    const rows = ['a,2026-11-09,A,1', 'b,2026-11-10,A,2', 'c,2026-11-11,A,3']
    const pushRows = async (content: readonly string[], dryRun = false) => {
      await writeFile(file, ['externalId,date,project,hours', ...content, ''].join('\n'))
      return push({ file, dryRun, json: false, report: false }, session)
    }
    await pushRows(rows.slice(0, 1))
    await pushRows(['a,2026-11-09,A,4', ...rows.slice(1)])
    // Neither a dry run nor a push without a change replaces what is known of the last one.
    await pushRows(['d,2026-11-12,A,1'], true)
    await pushRows(['a,2026-11-09,A,4', ...rows.slice(1)])
    const { client } = await session.connect()
    const edited = (await client.entries.page({ from: '2026-11-11' })).data[0]
    await client.entries.update(edited?.id ?? '', { hours: 5 })

    await undoIt({ dryRun: true })
    expect(await dates()).toHaveLength(3)
    expect(await undoIt()).toBe(0)
    expect(session.io.stdout.lines.slice(-2)).toEqual([
      expect.stringMatching(/^Would delete {2}1 entry of: push .*november\.csv$/),
      expect.stringMatching(/^Deleted {2}1 entry of: push .*november\.csv$/),
    ])
    expect(session.io.stderr.lines.slice(-2)).toEqual([
      'Note: changed since, and kept: 1',
      'Note: changed by the command, and kept as changed: 1',
    ])
    expect(await dates()).toEqual(['2026-11-09', '2026-11-11'])
  })

  it('refuses plainly, and deletes nothing, if one of the weeks is closed', async () => {
    const entry = { project: 'A' }
    const hours = readDays(['mon', 'tue'], 1)
    await fill({ hours, week: '2026-W46', entry, dryRun: false, json: false }, session)
    api.setWeekStatus('auth0|maria', '2026-W46', 'submitted')
    expect(await undoIt()).toBe(3)
    expect(session.io.stderr.lines).toEqual([
      'timesheets: week 2026-W46 of auth0|maria is submitted',
      'Nothing was undone. Recall the week, or ask for it to be reopened, then try again.',
    ])
    api.setWeekStatus('auth0|maria', '2026-W46', 'rejected')
    expect(await undoIt()).toBe(0)
    expect(await dates()).toEqual([])
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
    for (let count = 0; count <= mostUndone; count++) notes.added(String(count))
    await notes.keep()
    await expect(undoIt()).rejects.toThrow('the last change (push all.csv) added more than 10000 entries')
  })
})
