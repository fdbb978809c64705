import type { Event } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { storyOf } from '../../../src/features/history/describe-event.ts'
import { historyQuery } from '../../../src/features/history/HistoryList.tsx'
import { FakeNetwork } from '../../support/fake-client.ts'

const week = '2026-W47'
const date = '2026-11-16'

let network: FakeNetwork

beforeEach(() => {
  network = new FakeNetwork()
})
afterEach(() => vi.unstubAllGlobals())

async function history(of: { week?: string; entryId?: string }): Promise<Event[]> {
  const query = historyQuery(network.client(), { userId: 'auth0|ada', ...of })
  const { queryFn } = query
  if (typeof queryFn !== 'function') throw new Error('the query has no function')
  const { signal } = new AbortController()
  return queryFn({ signal } as unknown as Parameters<typeof queryFn>[0])
}

describe('storyOf', () => {
  it('tells the life of a week, the newest first', async () => {
    const client = network.client()
    const entry = await client.entries.create({ date, project: 'ACME', hours: 8 })
    await client.entries.update(entry.id, { hours: 7.5, note: 'review', billable: false })
    await client.weeks.submit(week)
    await client.weeks.recall(week)
    await client.entries.delete(entry.id)
    const stories = (await history({ week })).map(storyOf)
    expect(stories).toEqual([
      {
        kind: 'entry-deleted',
        entry: { date, project: 'ACME', hours: 7.5, note: 'review', billable: false },
      },
      { kind: 'week', action: 'recalled', hours: undefined },
      { kind: 'week', action: 'submitted', hours: 7.5 },
      {
        kind: 'entry-updated',
        entry: { date, project: 'ACME', hours: 8, billable: true },
        changes: [
          { member: 'hours', before: 8, after: 7.5 },
          { member: 'note', before: '', after: 'review' },
          { member: 'billable', before: true, after: false },
        ],
      },
      { kind: 'entry-created', entry: { date, project: 'ACME', hours: 8, billable: true } },
    ])
  })

  it('tells of one entry alone', async () => {
    const client = network.client()
    const { id } = await client.entries.create({ date, project: 'ACME', hours: 8 })
    await client.entries.create({ date, project: 'BETA', hours: 1 })
    await client.entries.update(id, { project: 'GAMMA' })
    const stories = (await history({ entryId: id })).map(storyOf)
    expect(stories.map(({ kind }) => kind)).toEqual(['entry-updated', 'entry-created'])
    expect(stories[0]).toMatchObject({ changes: [{ member: 'project', before: 'ACME', after: 'GAMMA' }] })
  })

  it('passes on what a later version of the API tells of', () => {
    const event = {
      generation: 'g1',
      sequence: 1,
      time: '2026-11-16T08:00:00.000Z',
      actor: 'auth0|ada',
      client: 'spa',
      action: 'week.archived',
      subject: { type: 'week' },
      week,
      before: null,
      after: null,
      reason: null,
    }
    expect(storyOf(event as unknown as Event)).toEqual({ kind: 'other', action: 'week.archived' })
  })
})
