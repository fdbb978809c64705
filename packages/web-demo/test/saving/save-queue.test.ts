import { TimesheetsError } from 'timesheets-sdk/client'
import type { Entry } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../../src/saving/content.ts'
import { furtherLineKey, type Line, type LineTarget, newLineKey } from '../../src/saving/line.ts'
import { SaveQueue, type StoredChange } from '../../src/saving/save-queue.ts'
import { FakeNetwork } from '../support/fake-client.ts'

const date = '2026-11-23'
const project = 'ACME'

let network: FakeNetwork
let stored: StoredChange[]
let timers: { callback: () => void; delayMs: number }[]
let kept: readonly Line[]
let isOnline: boolean

beforeEach(() => {
  network = new FakeNetwork()
  stored = []
  timers = []
  kept = []
  isOnline = true
})
afterEach(() => vi.unstubAllGlobals())

function makeQueue(): SaveQueue {
  return new SaveQueue({
    entries: network.client().entries,
    onStored: (change) => stored.push(change),
    storage: {
      read: () => kept,
      write: (lines) => {
        kept = lines
      },
    },
    isOnline: () => isOnline,
    schedule: (callback, delayMs) => {
      timers.push({ callback, delayMs })
      return () => {}
    },
  })
}

const empty: LineTarget = { key: newLineKey(date, project), date, project, base: undefined }
const ofEntry = (base: Entry): LineTarget => ({ key: base.id, date: base.date, project: base.project, base })
const hours = (number: number, part: Partial<Content> = {}): Content => ({
  hours: number,
  note: '',
  billable: true,
  ...part,
})

/** Waits for a state of the queue. */
function until(queue: SaveQueue, isReached: (lines: readonly Line[]) => boolean): Promise<readonly Line[]> {
  return new Promise((resolve) => {
    const look = () => {
      const lines = [...queue.getState().lines.values()]
      if (!isReached(lines)) return
      stop()
      resolve(lines)
    }
    const stop = queue.subscribe(look)
    look()
  })
}
const settled = (queue: SaveQueue) =>
  until(queue, (lines) => lines.every(({ status }) => status !== 'waiting' && status !== 'saving'))
const paused = (queue: SaveQueue) => until(queue, () => queue.getState().pause !== undefined)

async function storedEntry(queue: SaveQueue, content = hours(2)): Promise<Entry> {
  queue.want(empty, content)
  await settled(queue)
  const entry = network.api.entries[0]
  if (!entry) throw new Error('nothing was stored')
  return entry
}

describe('SaveQueue', () => {
  it('makes an entry, tells of it, and shows for a moment that it is saved', async () => {
    const queue = makeQueue()
    queue.want(empty, hours(7.5, { note: 'review' }))
    const [line] = await settled(queue)
    expect(line?.status).toBe('saved')
    expect(network.api.entries).toMatchObject([{ date, project, hours: 7.5, note: 'review' }])
    expect(stored).toMatchObject([{ date, previousId: undefined, entry: { hours: 7.5 } }])
    expect(queue.hasUnsaved).toBe(false)
    timers[0]?.callback()
    expect(queue.getState().lines.size).toBe(0)
  })

  it('saves what was typed while a save was under way, after it', async () => {
    const queue = makeQueue()
    const release = network.holdNext()
    queue.want(empty, hours(1))
    await until(queue, ([line]) => line?.status === 'saving')
    queue.want(empty, hours(2))
    queue.want(empty, hours(3))
    release()
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 3 }])
    expect(network.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1)
  })

  it('deletes an emptied line, and creates it again on undo', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    queue.want(ofEntry(entry), null)
    await settled(queue)
    expect(network.api.entries).toEqual([])
    queue.want(empty, hours(2))
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 2 }])
  })

  it('moves an entry to another project, also after others changed its note meanwhile', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    await network.client().entries.update(entry.id, { note: 'theirs' })
    queue.want({ ...ofEntry(entry), project: 'BETA' }, hours(2))
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ id: entry.id, project: 'BETA', hours: 2, note: 'theirs' }])
  })

  it('moves an entry on when its project is chosen again while it is being moved', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    const release = network.holdNext()
    queue.want({ ...ofEntry(entry), project: 'BETA' }, hours(2))
    await until(queue, ([line]) => line?.status === 'saving')
    queue.want({ ...ofEntry(entry), project: 'GAMMA' }, hours(2))
    release()
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ id: entry.id, project: 'GAMMA' }])
  })

  it('saves the lines of many days, a week of them at a time', async () => {
    const queue = makeQueue()
    const days = Array.from({ length: 20 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`)
    const most = { atOnce: 0 }
    queue.subscribe(() => {
      const saving = [...queue.getState().lines.values()].filter(({ status }) => status === 'saving')
      most.atOnce = Math.max(most.atOnce, saving.length)
    })
    queue.wantAll(
      days.map((day) => ({
        target: { key: newLineKey(day, project), date: day, project, base: undefined },
        wanted: hours(1),
      })),
    )
    await settled(queue)
    expect(network.api.entries).toHaveLength(20)
    expect(most.atOnce).toBe(7)
  })

  it('sends one request at a time for a day', async () => {
    const queue = makeQueue()
    const release = network.holdNext()
    queue.want(empty, hours(1))
    queue.want({ ...empty, key: newLineKey(date, 'B'), project: 'B' }, hours(1))
    queue.want({ ...empty, key: newLineKey('2026-11-24', 'A'), date: '2026-11-24' }, hours(1))
    await vi.waitFor(() => expect(network.requests).toHaveLength(2))
    release()
    await settled(queue)
    expect(network.api.entries).toHaveLength(3)
  })

  it('keeps what is refused, says why, blocks nothing else, and sends it again when asked', async () => {
    network.api.setPolicy({ maxHoursPerDay: 4 })
    const queue = makeQueue()
    queue.want(empty, hours(8))
    queue.want({ ...empty, key: newLineKey('2026-11-24', project), date: '2026-11-24' }, hours(1))
    const lines = await settled(queue)
    expect(lines[0]).toMatchObject({
      status: 'refused',
      wanted: { hours: 8 },
      refusal: { code: 'day_over_maximum', message: '2026-11-23 would have 8 hours; the maximum is 4' },
    })
    expect(lines[1]?.status).toBe('saved')
    network.api.setPolicy({ maxHoursPerDay: 24 })
    queue.retry(empty.key)
    await settled(queue)
    expect(network.api.entries).toHaveLength(2)
  })

  it('keeps a text that can not be read, and stores what replaces it', async () => {
    const queue = makeQueue()
    queue.refuse(empty, 'soon', { code: 'unreadable', message: 'is not a time' })
    expect(queue.getState().lines.get(empty.key)).toMatchObject({ status: 'refused', typed: 'soon' })
    queue.want(empty, hours(1))
    const [line] = await settled(queue)
    expect(line).toMatchObject({ status: 'saved' })
    expect(line?.typed).toBeUndefined()
  })
})

describe('SaveQueue when another client has changed the same', () => {
  async function changedElsewhere(
    patch: Parameters<ReturnType<typeof network.client>['entries']['update']>[1],
  ) {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    await network.client().entries.update(entry.id, patch)
    return { queue, entry }
  }

  it('shows both values, and stores mine when I keep it', async () => {
    const { queue, entry } = await changedElsewhere({ hours: 5 })
    queue.want(ofEntry(entry), hours(3))
    const [line] = await settled(queue)
    expect(line).toMatchObject({ status: 'conflict', wanted: { hours: 3 }, theirs: { hours: 5 } })
    queue.keepMine(line?.key ?? '')
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 3 }])
  })

  it('shows theirs when I take it', async () => {
    const { queue, entry } = await changedElsewhere({ hours: 5 })
    queue.want(ofEntry(entry), hours(3))
    const [line] = await settled(queue)
    queue.takeTheirs(line?.key ?? '')
    expect(queue.getState().lines.size).toBe(0)
    expect(stored.at(-1)).toMatchObject({ entry: { hours: 5 } })
  })

  it('stores both where they do not touch the same', async () => {
    const { queue, entry } = await changedElsewhere({ note: 'theirs' })
    queue.want(ofEntry(entry), hours(3))
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 3, note: 'theirs' }])
  })

  it('says so when the entry is gone, and makes it again when I keep mine', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    await network
      .client()
      .entries.delete(entry.id)
      .catch(() => {})
    queue.want(ofEntry(entry), hours(3))
    const [line] = await settled(queue)
    expect(line).toMatchObject({ status: 'conflict', theirs: null })
    queue.keepMine(line?.key ?? '')
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 3 }])
  })

  it('makes one entry of a cell that two tabs fill, and shows both values in the second', async () => {
    const [first, second] = [makeQueue(), makeQueue()]
    first.want(empty, hours(1))
    await settled(first)
    second.want(empty, hours(2))
    const [line] = await settled(second)
    expect(line).toMatchObject({ status: 'conflict', theirs: { hours: 1 } })
    expect(network.api.entries).toHaveLength(1)
  })

  it('makes one entry of a further line that a tab and its duplicate both hold', async () => {
    isOnline = false
    makeQueue().want({ ...empty, key: furtherLineKey() }, hours(3))
    isOnline = true
    const [tab, duplicate] = [makeQueue(), makeQueue()]
    tab.resume()
    await settled(tab)
    duplicate.resume()
    await settled(duplicate)
    expect(network.api.entries).toMatchObject([{ hours: 3 }])
  })

  it('fills a cell whose first entry was moved to another day', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    await network.client().entries.update(entry.id, { date: '2026-11-25' })
    const other = makeQueue()
    other.want(empty, hours(2))
    await settled(other)
    expect(network.api.entries.map((one) => one.date)).toEqual([date, '2026-11-25'])
  })
})

describe('SaveQueue without a network', () => {
  it('waits, tries again after a while that grows, and goes when the network is back', async () => {
    const queue = makeQueue()
    network.isDown = true
    queue.want(empty, hours(1))
    await paused(queue)
    expect(queue.getState().pause).toBe('offline')
    expect(timers[0]?.delayMs).toBe(2_000)
    timers[0]?.callback()
    await vi.waitFor(() => expect(timers).toHaveLength(2))
    expect(timers[1]?.delayMs).toBe(4_000)
    network.isDown = false
    queue.resume()
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 1 }])
  })

  it('asks for nothing while the browser says that it is offline', async () => {
    isOnline = false
    const queue = makeQueue()
    queue.want(empty, hours(1))
    await paused(queue)
    expect(network.requests).toEqual([])
  })

  it('does not create an entry twice whose response was lost, though more was typed since', async () => {
    const queue = makeQueue()
    network.losesNextResponse = true
    queue.want(empty, hours(1))
    await paused(queue)
    queue.want(empty, hours(2))
    queue.resume()
    await settled(queue)
    expect(network.api.entries).toMatchObject([{ hours: 2 }])
  })

  it('takes a change for stored whose response was lost', async () => {
    const queue = makeQueue()
    const entry = await storedEntry(queue)
    network.losesNextResponse = true
    queue.want(ofEntry(entry), hours(3))
    await paused(queue)
    queue.resume()
    const [line] = await settled(queue)
    expect(line?.status).toBe('saved')
    expect(network.api.entries).toMatchObject([{ hours: 3, version: 2 }])
  })

  it('goes on after a reload where it was', async () => {
    network.isDown = true
    const before = makeQueue()
    before.want(empty, hours(1))
    await paused(before)
    before.close()
    expect(before.hasUnsaved).toBe(true)
    network.isDown = false
    const after = makeQueue()
    after.resume()
    await settled(after)
    expect(network.api.entries).toMatchObject([{ hours: 1 }])
    expect(kept).toEqual([])
  })
})

it('SaveQueue waits for a sign-in when there is no token, and loses nothing', async () => {
  let isSignedIn = false
  const { entries } = network.client()
  const queue = new SaveQueue({
    isOnline: () => true,
    entries: {
      ...entries,
      create: async (...call) => {
        if (!isSignedIn) throw new TimesheetsError('not_authorized', 'Sign in again.')
        return entries.create(...call)
      },
    },
  })
  queue.want(empty, hours(1))
  await paused(queue)
  expect(queue.getState().pause).toBe('session')
  isSignedIn = true
  queue.resume()
  await settled(queue)
  expect(network.api.entries).toHaveLength(1)
})
