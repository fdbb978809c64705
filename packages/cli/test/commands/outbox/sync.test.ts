import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { add, addCommand } from '../../../src/commands/entries/add.ts'
import { sync, syncCommand } from '../../../src/commands/outbox/sync.ts'
import { runToEnd } from '../../../src/run-to-end.ts'
import { connect } from '../../../src/session.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { fakeIo } from '../../support/fake-io.ts'
import { optionsOf } from '../../support/parse-flags.ts'
import { machineMe, type StubAnswer, startStubApi } from '../../support/stub-api.ts'

const nothing = { list: false, retry: [], discard: [], json: false }

test.each([
  [[], nothing],
  [['--list', '--json'], { ...nothing, list: true, json: true }],
  [['--retry', 'a', 'b', '--discard', 'c'], { ...nothing, retry: ['a', 'b'], discard: ['c'] }],
])('sync %j', async (args, expected) => {
  expect(await optionsOf(syncCommand, args)).toEqual(expected)
})

test('add --offline --source says what to leave out', async () => {
  const args = ['--project', 'A', '--hours', '1', '--offline', '--source', 'crm']
  expect(await optionsOf(addCommand, args)).toMatch(/leave --source out/)
})

describe('a queue', () => {
  const { api, context, requests } = useFakeApi()
  const entry = { date: '2026-11-12', project: 'ACME-42', hours: 7.5 }
  const offline = { entry, json: false, offline: true }

  it('takes an entry without a request, and sync sends it once', async () => {
    const { io, connect } = context(maria)
    expect(await add(offline, { io, connect })).toBe(0)
    expect(io.stdout.text).toBe('Queued  add  2026-11-12  ACME-42  7.5 h\n')
    expect(io.stderr.text).toBe('1 in the queue; to send: timesheets sync\n')
    expect(requests).toEqual([])
    const next = { io: context(maria).io, connect }
    expect(await sync(nothing, next)).toBe(0)
    expect(next.io.stdout.text).toBe(`Sent  2026-11-12  ACME-42  7.5 h  ${api.entries[0]?.id}\n`)
    expect(await sync(nothing, { io: context(maria).io, connect })).toBe(0)
    expect(api.entries).toHaveLength(1)
  })

  it('does not take what the rules reject, by the policy that the last sync loaded', async () => {
    api.setPolicy({ incrementMinutes: 60 })
    const { io, connect } = context(maria)
    expect(await add({ ...offline, entry: { ...entry, hours: 25 } }, { io, connect })).toBe(3)
    expect(io.stderr.text).toBe('timesheets: 25 hours: a day has 24\n')
    await sync(nothing, { io, connect })
    expect(await add(offline, { io, connect })).toBe(3)
    expect(io.stderr.text).toContain('7.5 hours are 450 minutes, not a multiple of 60')
  })

  it('keeps what the API refuses, with exit code 3, until it is retried or discarded', async () => {
    const { connect } = context(maria)
    const of = () => ({ io: context(maria).io, connect })
    await add(offline, of())
    await add({ ...offline, entry: { ...entry, date: '2026-11-05' } }, of())
    api.setWeekStatus('auth0|maria', '2026-W46', 'submitted')
    const first = of()
    expect(await sync(nothing, first)).toBe(3)
    expect(first.io.stderr.text).toMatch(
      /Refused {2}[0-9a-f]{8} {2}add {2}2026-11-12 .*: week 2026-W46 is submitted/,
    )
    expect(first.io.stderr.text).toContain('1 sent, 1 left in the queue\n')
    // As long as nobody decides, it says so.
    expect(await sync(nothing, of())).toBe(3)
    const listed = of()
    expect(await sync({ ...nothing, list: true, json: true }, listed)).toBe(0)
    const { change } = JSON.parse(listed.io.stdout.text)
    expect(change).toMatchObject({ kind: 'create', status: 'refused', entry })
    api.setWeekStatus('auth0|maria', '2026-W46', 'open')
    expect(await sync({ ...nothing, retry: [change.id.slice(0, 8)] }, of())).toBe(0)
    expect(api.entries).toHaveLength(2)
    await expect(sync({ ...nothing, discard: ['x'] }, of())).rejects.toThrow(/x names no change of the queue/)
  })
})

describe('the real queue', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-sync-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const me = { ...machineMe, userId: 'jon', subject: 'jon', client: 'cli', isMachine: false }
  const payload = Buffer.from('{"sub":"auth0|maria"}').toString('base64url')
  const file = () => join(folder, '.local', 'share', 'timesheets', 'outbox.json')
  /** The command line with its real settings, client and file. */
  async function run(args: readonly string[], url: string, token = `x.${payload}.x`) {
    const env = { HOME: folder, TIMESHEETS_API_URL: url, TIMESHEETS_TOKEN: token }
    const io = fakeIo({ env })
    const flushed = { flush: async () => {} }
    const exitCode = await runToEnd(args, '1.2.3', {
      io: { ...io, stdout: { ...io.stdout, ...flushed }, stderr: { ...io.stderr, ...flushed } },
      connect: () => connect(env, '1.2.3'),
    })
    return { exitCode, stderr: io.stderr.text }
  }
  const addOffline = ['add', '--offline', '--date', '2026-11-12', '--project', 'A', '--hours', '1']

  it('keeps the queue in a file for its owner alone, and says why it is not sent', async () => {
    let response: StubAnswer = { status: 503, body: {}, retryAfterSeconds: 3_600 }
    await using api = await startStubApi(() => response)
    expect(await run(addOffline, api.url)).toMatchObject({ exitCode: 0 })
    expect(api.requests).toEqual([])
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(await run(['sync'], api.url)).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining('0 sent, 1 left in the queue'),
    })
    response = { body: me }
    expect(await run(['sync'], api.url)).toMatchObject({
      exitCode: 4,
      stderr: expect.stringContaining('Somebody else is signed in'),
    })
    expect(api.requests).toEqual(['GET /me', 'GET /me'])
  })

  it.each([
    ['a token that does not name its owner', '', 'opaque', 'TIMESHEETS_TOKEN does not name its owner'],
    ['a queue that it cannot read', 'damaged', `x.${payload}.x`, 'Cannot read the queue'],
  ])('ends with 2 for %s', async (_, content, token, message) => {
    await mkdir(dirname(file()), { recursive: true })
    await writeFile(file(), content, { mode: 0o600 })
    const { exitCode, stderr } = await run(addOffline, 'http://127.0.0.1:9', token)
    expect(stderr).toContain(message)
    expect(exitCode).toBe(2)
    expect(await readFile(file(), 'utf8')).toBe(content)
  })
})
