import type { Week } from 'timesheets-sdk/model'
import { personCaller } from 'timesheets-sdk/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Decision, weekKey } from '../../../src/features/approvals/decision.ts'
import { Decisions } from '../../../src/features/approvals/decisions.ts'
import { undoMs } from '../../../src/saving/held-batches.ts'
import { FakeNetwork } from '../../support/fake-client.ts'

const week = '2026-W47'
const people = ['ada', 'bob', 'cleo']

let network: FakeNetwork
let timers: { callback: () => void; delayMs: number; isStopped: boolean }[]
let responses: (readonly Week[])[]
let decisions: Decisions

beforeEach(() => {
  network = new FakeNetwork({
    callerOf: (token) =>
      token === 'manager'
        ? personCaller('manager', { scopes: ['read:timesheets', 'approve:timesheets'] })
        : personCaller(token),
  })
  timers = []
  responses = []
  decisions = new Decisions({
    decide: network.client('manager').weeks.decide,
    onAnswer: (done) => responses.push(done),
    now: () => 1_000,
    schedule: (callback, delayMs) => {
      const timer = { callback, delayMs, isStopped: false }
      timers.push(timer)
      return () => {
        timer.isStopped = true
      }
    },
  })
})
afterEach(() => vi.unstubAllGlobals())

async function submitted(userId: string): Promise<Week> {
  const client = network.client(userId)
  await client.entries.create({ date: '2026-11-16', project: 'ACME', hours: 8 })
  await client.weeks.submit(week)
  return network.client('manager').weeks.get(userId, week)
}
const statusOf = async (userId: string) => (await network.client(userId).weeks.get('me', week)).status
const states = () => [...decisions.getState().decisions.values()].map(({ state }) => state)

describe('Decisions', () => {
  it('sends again what a reload interrupted, and the API decides once', async () => {
    let kept: readonly Decision[] = []
    const storage = {
      read: () => kept,
      write: (written: readonly Decision[]) => {
        kept = JSON.parse(JSON.stringify(written))
      },
    }
    const { decide } = network.client('manager').weeks
    const interrupted = new Decisions({ decide, storage, onAnswer: () => {} })
    interrupted.decide([await submitted('ada')], 'approve')
    expect(kept).toEqual([])
    const goOn = network.holdNext()
    const sent = interrupted.flush()
    const reloaded = new Decisions({ decide, storage, onAnswer: () => {} })
    expect([...reloaded.getState().decisions.values()].map(({ state }) => state)).toEqual(['sending'])
    goOn()
    await Promise.all([sent, reloaded.flush()])
    expect(reloaded.getState().outcome).toEqual({ action: 'approve', done: 1, refused: 0, failed: 0 })
    expect(await statusOf('ada')).toBe('approved')
    expect(kept).toEqual([])
  })

  it('sends nothing for ten seconds, and then all of the act in one request', async () => {
    const weeks = await Promise.all(people.map(submitted))
    const before = network.requests.length
    decisions.decide(weeks, 'approve')
    expect(states()).toEqual(['waiting', 'waiting', 'waiting'])
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([undoMs])
    expect(decisions.getState().batches[0]?.dueMs).toBe(1_000 + undoMs)
    expect(decisions.hasUnsent).toBe(true)
    timers[0]?.callback()
    await decisions.flush()
    expect(network.requests.slice(before)).toEqual(['POST /weeks/decisions'])
    expect(decisions.getState().outcome).toEqual({ action: 'approve', done: 3, refused: 0, failed: 0 })
    expect(decisions.getState().decisions.size).toBe(0)
    expect(responses[0]?.map(({ status }) => status)).toEqual(['approved', 'approved', 'approved'])
  })

  it('undoes the newest act, or a week of any', async () => {
    const [ada, bob] = (await Promise.all(people.map(submitted))) as [Week, Week]
    decisions.decide([ada], 'approve')
    decisions.decide([bob], 'reject', 'the Tuesday is missing')
    expect(decisions.undo()).toBe(1)
    expect([...decisions.getState().decisions.keys()]).toEqual([weekKey(ada)])
    expect(decisions.undo(weekKey(ada))).toBe(1)
    expect(decisions.undo()).toBe(0)
    expect(timers.map(({ isStopped }) => isStopped)).toEqual([true, true])
    await decisions.flush()
    expect(await statusOf('ada')).toBe('submitted')
  })

  it('takes one week out of many, and sends the others', async () => {
    const weeks = await Promise.all(people.map(submitted))
    decisions.decide(weeks, 'approve')
    expect(decisions.undo(weekKey(weeks[1] as Week))).toBe(1)
    expect(timers[0]?.isStopped).toBe(false)
    timers[0]?.callback()
    await decisions.flush()
    expect(await Promise.all(people.map(statusOf))).toEqual(['approved', 'submitted', 'approved'])
  })

  it('sends at once what waits, when the page is left', async () => {
    const ada = await submitted('ada')
    decisions.decide([ada], 'reject', 'the Tuesday is missing')
    await decisions.flush()
    expect(decisions.hasUnsent).toBe(false)
    expect(await network.client('ada').weeks.get('me', week)).toMatchObject({
      status: 'rejected',
      reason: 'the Tuesday is missing',
      decidedBy: 'manager',
    })
  })

  it('decides on the week that was seen: one that has changed since is refused, the others are done', async () => {
    const [ada, bob] = (await Promise.all(people.map(submitted))) as [Week, Week]
    await network.client('ada').weeks.recall(week)
    await network.client('ada').weeks.submit(week)
    decisions.decide([ada, bob], 'approve')
    await decisions.flush()
    expect(decisions.getState().outcome).toMatchObject({ done: 1, refused: 1 })
    expect(decisions.getState().decisions.get(weekKey(ada))).toMatchObject({
      state: 'refused',
      problem: { code: 'precondition_failed', message: expect.stringMatching(/changed meanwhile/) },
    })
    expect([await statusOf('ada'), await statusOf('bob')]).toEqual(['submitted', 'approved'])
    decisions.dismiss()
    expect(decisions.getState().decisions.size).toBe(0)
  })

  it('sends failed decisions again, and counts one once whose response was lost', async () => {
    const ada = await submitted('ada')
    network.isDown = true
    decisions.decide([ada], 'approve')
    await decisions.flush()
    expect(states()).toEqual(['failed'])
    network.isDown = false
    network.losesNextResponse = true
    decisions.retry()
    await decisions.flush()
    expect(states()).toEqual(['failed'])
    decisions.retry()
    await decisions.flush()
    expect(decisions.getState()).toMatchObject({ outcome: { done: 1, failed: 0 } })
    expect(await statusOf('ada')).toBe('approved')
  })

  it('decides once on a week, however often it is asked to', async () => {
    const ada = await submitted('ada')
    decisions.decide([ada], 'approve')
    decisions.decide([ada], 'reject', 'too late')
    expect(decisions.getState().batches).toHaveLength(1)
    expect(decisions.getState().decisions.get(weekKey(ada))?.action).toBe('approve')
  })
})
