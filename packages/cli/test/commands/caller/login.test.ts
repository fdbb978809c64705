import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { login, loginCommand } from '../../../src/commands/caller/login.ts'
import { logoutCommand } from '../../../src/commands/caller/logout.ts'
import { longestWaitMs, loopbackCallback } from '../../../src/commands/caller/loopback.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { deviceIssuer, deviceSettings } from '../../support/fake-device-issuer.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { scope: undefined, browserPort: undefined, json: false }],
  [['--scope', 'read:timesheets'], { scope: 'read:timesheets', browserPort: undefined, json: false }],
  [['--browser'], { scope: undefined, browserPort: 8976, json: false }],
  [['--browser', '--port', '9999', '--json'], { scope: undefined, browserPort: 9999, json: true }],
  [['--port', '0'], expect.stringContaining('A port is a number from 1 to 65535')],
])('login %j', async (args, expected) => {
  expect(await optionsOf(loginCommand, args)).toEqual(expected)
})

test('logout --json', async () => {
  expect(await optionsOf(logoutCommand, ['--json'])).toEqual({ json: true })
})

test('a redirect that belongs to another sign-in does not end the wait, and a port in use is named', async () => {
  const port = 18_976
  await using callback = await loopbackCallback(port)
  await expect(loopbackCallback(port)).rejects.toThrow(/port 18976.*--port/)
  const foreign = Object.assign(new Error('foreign'), { code: 'state_mismatch' })
  const finished = callback.finish(async ({ searchParams }) => {
    if (searchParams.get('state') !== 'ours') throw foreign
    return 'maria'
  }, new AbortController().signal)
  const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status
  expect(await status('/favicon.ico')).toBe(404)
  expect(await status('/callback?state=theirs')).toBe(400)
  expect(await status('/callback?state=ours')).toBe(200)
  expect(await finished).toBe('maria')
})

test('a browser that never comes back ends the wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    await using callback = await loopbackCallback(18_977)
    const finished = callback.finish(async () => 'maria', new AbortController().signal)
    vi.advanceTimersByTime(longestWaitMs)
    await expect(finished).rejects.toMatchObject({ code: 'sign_in_expired', kind: 'not_authorized' })
  } finally {
    vi.useRealTimers()
  }
})

describe('while another process has the lock', () => {
  const { context } = useFakeApi(deviceIssuer)

  test('a sign-in can be cancelled', async () => {
    const home = await mkdtemp(join(tmpdir(), 'timesheets-login-'))
    try {
      const cache = join(home, 'timesheets')
      await mkdir(cache)
      // This process is running, so its lock is not taken over.
      await writeFile(join(cache, 'sign-ins.json.lock'), String(process.pid))
      const signIn = context(maria, { env: { XDG_CACHE_HOME: home, ...deviceSettings } })
      const ended = login({ scope: undefined, browserPort: undefined, json: false }, signIn)
      signIn.io.interrupt()
      await expect(ended).rejects.toBe('SIGINT')
      expect(signIn.io.stderr.text).toBe('')
    } finally {
      await rm(home, { recursive: true })
    }
  })
})

describe('the requested scopes', () => {
  const { context } = useFakeApi(deviceIssuer)
  const all =
    'read:timesheets read:all-timesheets create:timesheets delete:timesheets approve:timesheets approve:any manage:timesheets'

  test.each([
    ['all', undefined, undefined, all],
    ['those of the setting', undefined, 'api://timesheets/.default', 'api://timesheets/.default'],
    ['those of the flag', 'read:timesheets', 'api://timesheets/.default', 'read:timesheets'],
  ])('are %s', async (_title, scope, setting, requested) => {
    const home = await mkdtemp(join(tmpdir(), 'timesheets-login-'))
    try {
      const env = { HOME: home, ...deviceSettings, TIMESHEETS_SCOPE: setting }
      const signIn = context(maria, { env })
      await login({ scope, browserPort: undefined, json: false }, signIn)
      expect(signIn.io.stderr.text).toContain(`Requesting: ${requested}\n`)
    } finally {
      await rm(home, { recursive: true })
    }
  })
})
