import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cliCommand, startCli } from './support/cli-process.ts'
import { entryOfMaria } from './support/entries.ts'
import { machineMe, type StubAnswer, startStubApi } from './support/stub-api.ts'

/**
 * A file of a process may have this many bytes, by `ulimit -f 1`: the last write is cut short, as on a disk
 * that fills up.
 */
const limit = 1_024

const row = { userId: 'maria', hours: 1, billableHours: 1, entries: 1, name: 'x'.repeat(20) }
const webhook = {
  id: '0199b8f0-0000-7000-8000-000000000001',
  url: 'https://hooks.abc.example/x',
  events: ['week.*'],
  status: 'active',
  deliveredThrough: 0,
  failures: 0,
  lastFailure: null,
  nextAttemptAt: null,
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
}

/** The real process, with real files and devices that take no more. */
describe('timesheets on a full disk', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-full-disk-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** The files of the folder but `.local`, where commands note what `timesheets undo` may take back. */
  const visibleFiles = async () => (await readdir(folder)).filter((name) => name !== '.local').sort()

  /** Runs a command in a shell, with `redirection` behind it. */
  async function run(
    args: readonly string[],
    redirection: string,
    env: Readonly<Record<string, string>> = {},
  ) {
    const script = `ulimit -f 1; "$0" "$@" ${redirection}`
    const [program, ...first] = cliCommand
    const child = spawn('bash', ['-c', script, program, ...first, ...args], {
      cwd: folder,
      env: { HOME: folder, PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const [exitCode] = (await once(child, 'close')) as [number]
    return { exitCode, stderr }
  }

  const settings = (url: string) => ({ TIMESHEETS_API_URL: url, TIMESHEETS_TOKEN: 'very-secret-token' })
  const listing = (request: string): StubAnswer =>
    request.startsWith('GET /me')
      ? { body: machineMe }
      : request.startsWith('POST /webhooks')
        ? { status: 201, body: { ...webhook, secret: 'whsec_eA==' } }
        : request.startsWith('GET /reports')
          ? { body: { data: Array.from({ length: 20 }, () => row), nextCursor: null } }
          : { body: { data: Array.from({ length: 10 }, () => entryOfMaria), nextCursor: null } }

  it.each([
    ['list', ['list', '--json'], '> /dev/full', 'the standard output: no space left on device (ENOSPC)'],
    ['the version', ['--version'], '> /dev/full', 'the standard output: no space left on device (ENOSPC)'],
    [
      'a secret',
      ['webhooks', 'add', webhook.url, '--events', 'week.*'],
      '> /dev/full',
      `rotate-secret ${webhook.id}`,
    ],
    [
      'the end of a list, cut off in the last write',
      ['list', '--json'],
      '> out.ndjson',
      'the standard output: file too large (EFBIG)',
    ],
    [
      'a device named as --output',
      ['report', 'hours', '--format', 'json', '--output', '/dev/full'],
      '',
      '/dev/full: no space left on device',
    ],
    [
      'a file named as --output',
      ['report', 'hours', '--format', 'json', '--output', 'out.json'],
      '',
      'out.json: file too large',
    ],
    ['a setting', ['config', 'set', 'audience', 'x'.repeat(limit)], '', 'config.json: file too large'],
  ])('loses nothing without saying so: %s', async (_, args, redirection, message) => {
    await using api = await startStubApi(listing)
    const { exitCode, stderr } = await run(args, redirection, {
      ...settings(api.url),
      TIMESHEETS_CONFIG: join(folder, 'config.json'),
    })
    expect(stderr).toContain('timesheets: could not write ')
    expect(stderr).toContain(message)
    expect(exitCode).toBe(1)
    // Only what the shell has made: no draft, and no half of a file in its place.
    expect((await readdir(folder)).filter((name) => name !== 'out.ndjson')).toEqual([])
  })

  it('fails where the reader of a secret has gone', async () => {
    await using api = await startStubApi(listing)
    const args = ['webhooks', 'add', webhook.url, '--events', 'week.*']
    const cli = startCli(args, settings(api.url), folder)
    cli.child.stdout.destroy()
    expect(await cli.exitCode).toBe(1)
    expect(cli.stderr).toContain(`run: timesheets webhooks rotate-secret ${webhook.id}\n`)
  })

  it('fails where the standard error output alone is full', async () => {
    const { exitCode } = await run(['config', 'list'], '2> /dev/full')
    expect(exitCode).toBe(1)
  })

  it('goes on with a push whose report of rejected rows does not fit, and fails at its end', async () => {
    const rows = Array.from(
      { length: 50 },
      (_, index) => `maria,2026-11-12,A,${'x'.repeat(20)},id-${index}\n`,
    )
    const content = `userId,date,project,hours,externalId\nmaria,2026-11-12,A,1,good\n${rows.join('')}`
    await writeFile(join(folder, 'november.csv'), content)
    let stored = ''
    await using api = await startStubApi((request, body) => {
      if (request === 'GET /me') return { body: machineMe }
      stored += body
      const results = [{ index: 0, status: 'created', id: '1' }]
      return { body: { created: 1, updated: 0, unchanged: 0, rejected: 0, results } }
    })
    const { exitCode, stderr } = await run(['push', 'november.csv'], '', settings(api.url))
    expect(stderr).toContain(
      'timesheets: could not write november.rejected.csv: file too large (EFBIG). Free some space, then run the command again: it reports these rows again.\n',
    )
    expect(exitCode).toBe(1)
    expect(stored).toContain('"good"')
    expect(await visibleFiles()).toEqual(['november.csv'])
  })

  it('works without a token cache that can not be written', async () => {
    await using issuer = await startStubApi((request) => {
      if (request.includes('.well-known')) {
        return { body: { issuer: issuer.url, token_endpoint: `${issuer.url}/token` } }
      }
      if (request.startsWith('POST /token')) {
        return { body: { access_token: 'x'.repeat(limit), token_type: 'Bearer', expires_in: 7_200 } }
      }
      return { body: machineMe }
    })
    const { exitCode, stderr } = await run(['whoami'], '', {
      TIMESHEETS_API_URL: issuer.url,
      TIMESHEETS_ISSUER: issuer.url,
      TIMESHEETS_AUDIENCE: 'x',
      TIMESHEETS_CLIENT_ID: 'm2m-push',
      TIMESHEETS_CLIENT_SECRET: 'very-secret',
      XDG_CACHE_HOME: folder,
    })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(await readdir(join(folder, 'timesheets'))).toEqual([])
  })

  it.each([
    ['SIGHUP', 129],
    ['SIGTERM', 143],
  ] as const)('leaves no draft behind on a second %s', async (signal, expected) => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    await writeFile(
      join(folder, 'bad.csv'),
      'userId,date,project,hours\nmaria,2026-11-12,A,x\nmaria,2026-11-12,A,1\n',
    )
    await using api = await startStubApi((request) => {
      if (request === 'GET /me') return { body: machineMe }
      arrive()
      return new Promise(() => {})
    })
    const cli = startCli(['push', 'bad.csv', '--report', 'report.csv'], settings(api.url), folder)
    await arrived
    expect((await readdir(folder)).some((name) => name.endsWith('.tmp'))).toBe(true)
    cli.child.kill(signal)
    await cli.wrote('Press again to stop immediately')
    cli.child.kill(signal)
    expect(await cli.exitCode).toBe(expected)
    expect(await visibleFiles()).toEqual(['bad.csv'])
  })

  it('puts the report of a push in its place when the terminal goes', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await writeFile(
      join(folder, 'bad.csv'),
      'userId,date,project,hours\nmaria,2026-11-12,A,x\nmaria,2026-11-12,A,1\n',
    )
    await using api = await startStubApi(async (request) => {
      if (request === 'GET /me') return { body: machineMe }
      arrive()
      await released
      const results = [{ index: 0, status: 'created', id: '1' }]
      return { body: { created: 1, updated: 0, unchanged: 0, rejected: 0, results } }
    })
    const cli = startCli(['push', 'bad.csv'], settings(api.url), folder)
    await arrived
    cli.child.kill('SIGHUP')
    await cli.wrote('Press again to stop immediately')
    release()
    // All was through when it stopped: the rejected row decides.
    expect(await cli.exitCode).toBe(3)
    expect(await readFile(join(folder, 'bad.rejected.csv'), 'utf8')).toContain('invalid')
    expect(await visibleFiles()).toEqual(['bad.csv', 'bad.rejected.csv'])
  })
})
