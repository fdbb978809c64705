import { datesOfWeek } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recallWeek, submitWeek } from '../../../src/features/week/submit-week.ts'
import { newLineKey } from '../../../src/saving/line.ts'
import { SaveQueue } from '../../../src/saving/save-queue.ts'
import { FakeNetwork } from '../../support/fake-client.ts'

const week = '2026-W47'
const dates = datesOfWeek(week)
const date = dates[0] as string

let network: FakeNetwork
let queue: SaveQueue

beforeEach(() => {
  network = new FakeNetwork()
  queue = new SaveQueue({
    entries: network.client().entries,
    isOnline: () => true,
    schedule: () => () => {},
  })
})
afterEach(() => vi.unstubAllGlobals())

const type = (hours: number, project = 'ACME') =>
  queue.want(
    { key: newLineKey(date, project), date, project, base: undefined },
    { hours, note: '', billable: true },
  )
const submit = (shownMinutes: number) =>
  submitWeek({ client: network.client(), queue, week, dates, shownMinutes: () => shownMinutes })

describe('submitWeek', () => {
  it('waits for what is being saved, then submits all of it', async () => {
    const release = network.holdNext()
    type(2)
    const submitted = submit(120)
    release()
    expect(await submitted).toMatchObject({ kind: 'done', week: { status: 'submitted', totalHours: 2 } })
    expect(network.requests.at(-1)).toBe(`POST /weeks/me/${week}/submit`)
  })

  it('does not submit a week without what could not be saved', async () => {
    type(2)
    queue.refuse({ key: 'x', date, project: 'BETA', base: undefined }, '0:10', { code: 'x', message: 'y' })
    expect(await submit(120)).toEqual({ kind: 'stuck' })
    expect(network.requests).not.toContain(`POST /weeks/me/${week}/submit`)
  })

  it('does not wait for a network that is away', async () => {
    network.isDown = true
    type(2)
    expect(await submit(120)).toEqual({ kind: 'offline' })
  })

  it('does not submit other hours than the person sees', async () => {
    await network.client().entries.create({ date, project: 'FROM-ELSEWHERE', hours: 3 })
    type(2)
    expect(await submit(120)).toEqual({ kind: 'changed' })
    expect((await network.client().weeks.get('me', week)).status).toBe('open')
  })

  it('tells why the API refuses', async () => {
    expect(await submit(0)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'empty_week', message: expect.stringMatching(/no entries/) },
    })
  })
})

describe('recallWeek', () => {
  it('takes the week back as it was read, and not one that was decided on since', async () => {
    const client = network.client()
    await client.entries.create({ date, project: 'ACME', hours: 2 })
    const submitted = await client.weeks.submit(week)
    expect(await recallWeek(client, submitted)).toMatchObject({ kind: 'done', week: { status: 'open' } })
    const again = await client.weeks.submit(week)
    network.api.setWeekStatus('auth0|ada', week, 'approved')
    expect(await recallWeek(client, again)).toEqual({ kind: 'changed' })
  })
})
