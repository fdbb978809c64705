import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { addWebhook, addWebhookCommand } from '../../../src/commands/webhooks/add.ts'
import { changeStatus, pauseCommand, resumeCommand } from '../../../src/commands/webhooks/change-status.ts'
import { listDeliveries } from '../../../src/commands/webhooks/deliveries.ts'
import { listWebhooks } from '../../../src/commands/webhooks/list.ts'
import { replayCommand, replayEvents, skipCommand, skipEvents } from '../../../src/commands/webhooks/move.ts'
import { removeWebhook } from '../../../src/commands/webhooks/remove.ts'
import { rotateSecret } from '../../../src/commands/webhooks/rotate-secret.ts'
import { showWebhook } from '../../../src/commands/webhooks/show.ts'
import { testWebhook } from '../../../src/commands/webhooks/test.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const keeper = personCaller('auth0|keeper', {
  scopes: ['read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any'],
})
const url = 'https://hooks.abc.example/timesheets'

test.each([
  [
    [url, '--events', 'week.*, entry.created', '--description', 'payroll', '--json'],
    { webhook: { url, events: ['week.*', 'entry.created'], description: 'payroll' }, json: true },
  ],
  [[url, '--events', 'weeks'], expect.stringMatching(/^--events: each must be one of week\.submitted, /)],
  [['hooks', '--events', 'week.*'], expect.stringContaining('url ')],
  [[url], expect.stringContaining('--events')],
])('add %j', async (args, expected) => {
  expect(await optionsOf(addWebhookCommand, args)).toEqual(expected)
})

test.each([
  [skipCommand, ['x'], { id: 'x', through: undefined, json: false }],
  [skipCommand, ['x', '--through', '7', '--json'], { id: 'x', through: 7, json: true }],
  [skipCommand, ['x', '--through', 'y'], '--through: "y" is not an event number'],
  [replayCommand, ['x', '--after', '0'], { id: 'x', after: 0, json: false }],
  [replayCommand, ['x'], expect.stringContaining('--after')],
])('skip and replay %#', async (command, args, expected) => {
  expect(await optionsOf(command as typeof skipCommand, args)).toEqual(expected)
})

test('pause and resume say which status', async () => {
  expect(await optionsOf(pauseCommand, ['x'])).toEqual({ id: 'x', status: 'paused', json: false })
  expect(await optionsOf(resumeCommand, ['x', '--json'])).toEqual({ id: 'x', status: 'active', json: true })
})

describe('webhooks', () => {
  const { context } = useFakeApi()

  async function aWebhook(): Promise<string> {
    const { client } = await context(keeper).connect()
    return (await client.webhooks.create({ url, events: ['week.*'] })).id
  }

  it('are made, the secret alone on the standard output', async () => {
    const { io, connect } = context(keeper)
    expect(await addWebhook({ webhook: { url, events: ['week.*'] }, json: false }, { io, connect })).toBe(0)
    expect(io.stdout.text).toMatch(/^whsec_[\w+/]+=*\n$/)
    expect(io.stderr.text).toMatch(new RegExp(`^Added {2}[\\da-f-]{36} {2}active {2}${url} {2}week\\.\\*\n`))
  })

  it('are listed and shown without it', async () => {
    const id = await aWebhook()
    const listed = context(keeper)
    await listWebhooks({ json: false }, listed)
    expect(listed.io.stdout.lines[0]).toMatch(/^ID +STATUS +DELIVERED +EVENTS +URL +LAST FAILURE$/)
    expect(listed.io.stdout.lines[1]).toContain(id)
    const shown = context(keeper)
    await showWebhook({ id, json: false }, shown)
    expect(shown.io.stdout.text).toContain('delivered    through event 0')
    const json = context(keeper)
    await showWebhook({ id, json: true }, json)
    await listWebhooks({ json: true }, json)
    for (const line of json.io.stdout.lines) expect(JSON.parse(line)).toMatchObject({ id, status: 'active' })
    expect(listed.io.stdout.text + shown.io.stdout.text + json.io.stdout.text).not.toContain('whsec_')
  })

  it('show their last deliveries, the newest first', async () => {
    const id = await aWebhook()
    const { io, connect } = context(keeper)
    expect(await listDeliveries({ id, json: false }, { io, connect })).toBe(0)
    expect(io.stderr.text).toBe('Nothing has been delivered to this webhook yet.\n')
    await testWebhook({ id, json: true }, context(keeper))
    await listDeliveries({ id, json: false }, { io, connect })
    expect(io.stdout.lines[0]).toMatch(/^TIME +EVENT +TYPE +ATTEMPT +MS +NEXT ATTEMPT +OUTCOME$/)
    expect(io.stdout.lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d +webhook\.test +1 +0 +delivered \(204\)$/)
    const json = context(keeper)
    await listDeliveries({ id, json: true }, json)
    expect(json.io.stdout.lines.map((line) => JSON.parse(line))).toMatchObject([
      { sequence: null, type: 'webhook.test', delivered: true, failure: null },
    ])
  })

  it('say which event failed, why, and when it is tried again', async () => {
    const { io } = context(keeper)
    const failed = {
      id: 'x',
      time: '2026-11-27T16:00:00.120Z',
      sequence: 18274,
      type: 'week.approved',
      messageId: 'msg_x_18274',
      attempt: 2,
      delivered: false,
      status: null,
      failure: 'did not respond within 15 seconds',
      durationMs: 15_001,
      nextAttemptAt: '2026-11-27T16:00:30.000Z',
    }
    async function* deliveries() {
      yield failed
    }
    const connect = async () => ({ client: { webhooks: { deliveries } }, host: '' }) as never
    await listDeliveries({ id: 'x', json: false }, { io, connect })
    expect(io.stdout.lines[1]).toMatch(
      / 18274 +week\.approved +2 +15001 +[-\d]+ [:\d]+ +failed: did not respond within 15 seconds$/,
    )
  })

  it('leave out events, and deliver events again', async () => {
    const id = await aWebhook()
    const { io, connect } = context(keeper)
    expect(await skipEvents({ id, through: undefined, json: false }, { io, connect })).toBe(3)
    expect(io.stderr.text).toContain('Nothing to skip')
    expect(await skipEvents({ id, through: 1, json: false }, { io, connect })).toBe(0)
    expect(await replayEvents({ id, after: 0, json: true }, { io, connect })).toBe(0)
    expect(io.stdout.lines[0]).toBe(`Skipped through event 1  ${id}  active  ${url}  week.*`)
    expect(JSON.parse(io.stdout.lines[1] ?? '')).toMatchObject({ id, deliveredThrough: 0 })
  })

  it('are paused, resumed, tested and removed', async () => {
    const id = await aWebhook()
    const { io, connect } = context(keeper)
    await changeStatus({ id, status: 'paused', json: false }, { io, connect })
    await changeStatus({ id, status: 'active', json: false }, { io, connect })
    expect(await testWebhook({ id, json: false }, { io, connect })).toBe(0)
    expect(await removeWebhook({ id, json: false }, { io, connect })).toBe(0)
    expect(io.stdout.lines).toEqual([
      `Paused  ${id}  paused  ${url}  week.*`,
      `Resumed  ${id}  active  ${url}  week.*`,
      'Delivered: the endpoint returned 204',
      `Removed  ${id}`,
    ])
    await listWebhooks({ json: false }, { io, connect })
    expect(io.stderr.text).toBe('No webhooks.\n')
  })

  it('say what came back where it was no success', async () => {
    const { io } = context(keeper)
    const test = async () => ({ delivered: false, status: 500, failure: 'returned 500' })
    const connect = async () => ({ client: { webhooks: { test } }, host: '' }) as never
    expect(await testWebhook({ id: 'x', json: false }, { io, connect })).toBe(3)
    expect(io.stdout.text).toBe('Failed: the endpoint returned 500\n')
  })

  it('get a new secret', async () => {
    const id = await aWebhook()
    const { io, connect } = context(keeper)
    expect(await rotateSecret({ id, json: true }, { io, connect })).toBe(0)
    expect(JSON.parse(io.stdout.text)).toMatchObject({ id, secret: expect.stringMatching(/^whsec_/) })
  })

  it('are for administrators', async () => {
    await expect(listWebhooks({ json: false }, context(maria))).rejects.toMatchObject({
      code: 'insufficient_scope',
    })
  })
})
