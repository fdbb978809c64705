import type { Entry } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BulkEdits } from '../../../src/features/entries/bulk-edits.ts'
import type { Content } from '../../../src/saving/content.ts'
import { undoMs } from '../../../src/saving/held-batches.ts'
import type { LineChange } from '../../../src/saving/line.ts'
import { SaveQueue } from '../../../src/saving/save-queue.ts'
import { FakeNetwork } from '../../support/fake-client.ts'

const dates = ['2026-11-16', '2026-11-23', '2026-11-24']

let network: FakeNetwork
let timers: { callback: () => void; delayMs: number }[]
let edits: BulkEdits
let entries: readonly Entry[]

beforeEach(async () => {
  network = new FakeNetwork()
  timers = []
  const client = network.client()
  const queue = new SaveQueue({ entries: client.entries, isOnline: () => true, schedule: () => () => {} })
  edits = new BulkEdits(queue, {
    schedule: (callback, delayMs) => {
      timers.push({ callback, delayMs })
      return () => {}
    },
  })
  for (const date of dates) await client.entries.create({ date, project: 'ACME', hours: 2 })
  entries = network.api.entries
})
afterEach(() => vi.unstubAllGlobals())

const change = (entry: Entry, wanted: Partial<Content> | null, project = entry.project): LineChange => ({
  target: { key: entry.id, date: entry.date, project, base: entry },
  wanted: wanted && { hours: entry.hours, note: '', billable: entry.billable, ...wanted },
})
const requests = () => network.requests.filter((request) => !request.startsWith('POST /timesheets'))

describe('BulkEdits', () => {
  it('sends nothing for ten seconds, and then a change for each entry', async () => {
    edits.apply(
      'change',
      entries.map((entry) => change(entry, { note: 'review' }, 'BETA')),
    )
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([undoMs])
    expect(edits.hasUnsent).toBe(true)
    expect(requests()).toEqual([])
    timers[0]?.callback()
    await edits.flush()
    expect(network.api.entries.map(({ project, note, hours }) => [project, note, hours])).toEqual(
      dates.map(() => ['BETA', 'review', 2]),
    )
    expect(edits.getState()).toMatchObject({
      batches: [],
      outcome: { action: 'change', done: 3, refused: 0 },
    })
    expect(edits.hasUnsent).toBe(false)
  })

  it('undoes a deletion by never asking for it, so that entries keep their ids', async () => {
    edits.apply(
      'delete',
      entries.map((entry) => change(entry, null)),
    )
    expect(edits.undo()).toBe(3)
    expect(edits.undo()).toBe(0)
    timers[0]?.callback()
    await edits.flush()
    expect(requests()).toEqual([])
    expect(network.api.entries).toEqual(entries)
  })

  it('counts the entries that the API refuses, and stores the others', async () => {
    await network.client().weeks.submit('2026-W47')
    edits.apply(
      'delete',
      entries.map((entry) => change(entry, null)),
    )
    await edits.flush()
    expect(edits.getState().outcome).toEqual({ action: 'delete', done: 2, refused: 1 })
    expect(network.api.entries.map(({ date }) => date)).toEqual([dates[0]])
  })
})
