import { once } from 'node:events'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { clients, defaultAudience, demoPassword, namedPeople } from 'dev-issuer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, hiddenInput } from '../../packages/dev-issuer/test/browser.ts'
import { runCli, startCli } from '../support/cli.ts'
import { startIssuer } from '../support/issuer.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

let system: TestSystem
beforeAll(async () => {
  system = await startSystem({ engine: 'sqlite' })
})
afterAll(() => system[Symbol.asyncDispose]())

/** The CLI's process and settings as a person's, with a home folder of this name. */
function person(home: string) {
  return {
    cwd: system.folder,
    env: {
      HOME: join(system.folder, home),
      TIMESHEETS_API_URL: system.api.url,
      TIMESHEETS_ISSUER: system.issuer.issuer,
      TIMESHEETS_AUDIENCE: defaultAudience,
      TIMESHEETS_CLIENT_ID: clients.cli.clientId,
    },
  }
}

const fileOf = (home: string) => join(system.folder, home, '.cache/timesheets/sign-ins.json')

/** Starts a login, and returns it with the address that it has shown. */
async function login(home: string, ...flags: string[]) {
  const cli = startCli(['login', ...flags], person(home))
  await cli.says(/Waiting/)
  const address = /open (\S+)\n/i.exec(cli.output)?.[1] ?? ''
  return { cli, address }
}

/** Opens the confirmation page of the issuer, and confirms or denies the code on it. */
async function decide(browser: Browser, address: string, decision: Record<string, string>) {
  const { page, url } = await browser.visit(address)
  const code = { user_code: hiddenInput(page, 'user_code'), xsrf: hiddenInput(page, 'xsrf') }
  const place = new URL('activate', url)
  const shown = await browser.visit(place, code)
  const xsrf = hiddenInput(shown.page, 'xsrf') || code.xsrf
  return browser.visit(place, { ...code, xsrf, ...decision })
}

const signIn = (browser: Browser, { url }: { url: URL }) =>
  browser.visit(url, { login: namedPeople.employee, password: demoPassword, action: 'sign-in' })

/** Makes the stored access token an expired one. */
async function expire(home: string): Promise<string> {
  const file = JSON.parse(await readFile(fileOf(home), 'utf8'))
  const [key = ''] = Object.keys(file.items)
  const signedIn = JSON.parse(file.items[key])
  signedIn.access.expiresAtMs = 0
  file.items[key] = JSON.stringify(signedIn)
  await writeFile(fileOf(home), JSON.stringify(file))
  return signedIn.refreshToken
}

/** A machine with a display, whose `xdg-open` reports the address that it was to open. */
async function fakeDesktop() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const bin = join(system.folder, 'bin')
  await mkdir(bin)
  const report = `fetch('http://127.0.0.1:${port}', { method: 'POST', body: process.argv[2] })`
  await writeFile(join(bin, 'xdg-open'), `#!${process.execPath}\n${report}\n`, { mode: 0o755 })
  const opened = once(server, 'request').then(async ([request, response]) => {
    response.end()
    return text(request as IncomingMessage)
  })
  return {
    env: { DISPLAY: ':0', PATH: `${bin}${delimiter}${process.env.PATH}` },
    opened,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('a person at the command line', () => {
  it('signs in by a code, works in several processes at once, and signs out', async () => {
    expect(await runCli(['whoami'], person('maria'))).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Nobody is signed in. Run timesheets login'),
    })
    const { cli, address } = await login('maria', '--scope', 'read:timesheets create:timesheets')
    const browser = new Browser()
    const done = await signIn(browser, await decide(browser, address, { confirm: 'yes' }))
    expect(done.page).toContain('Connected')
    const ending = await cli.ended
    expect(ending).toMatchObject({ code: 0, stdout: 'Granted: create:timesheets read:timesheets\n' })
    expect(ending.stderr).toContain('Requesting: read:timesheets create:timesheets\n')
    expect(ending.stderr).toContain(`Signed in as Maria Silva <${namedPeople.employee}>\n`)
    expect((await stat(fileOf('maria'))).mode & 0o777).toBe(0o600)

    // The issuer revokes the sign-in when a refresh token is used twice.
    for (let round = 1; round <= 2; round++) {
      await expire('maria')
      const all = await Promise.all([1, 2, 3].map(() => runCli(['whoami'], person('maria'))))
      expect(all.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
        Array(3).fill({ code: 0, stderr: '' }),
      )
    }

    const refreshToken = await expire('maria')
    expect(await runCli(['logout'], person('maria'))).toMatchObject({ code: 0, stdout: 'Signed out.\n' })
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clients.cli.clientId,
      refresh_token: refreshToken,
    })
    const refresh = await fetch(new URL('oauth/token', system.issuer.issuer), { method: 'POST', body })
    expect(await refresh.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await runCli(['whoami'], person('maria'))).code).toBe(4)
    expect((await runCli(['logout'], person('maria'))).stdout).toBe('Nobody was signed in.\n')
  })

  it('signs in with --dpop to tokens that are useless without the key of this machine', async () => {
    const { cli, address } = await login('bound', '--dpop')
    const browser = new Browser()
    await signIn(browser, await decide(browser, address, { confirm: 'yes' }))
    expect(await cli.ended).toMatchObject({ code: 0 })

    // Without the flag: the kept key shows that the sign-in is bound. The refresh token is, too.
    expect(await runCli(['whoami'], person('bound'))).toMatchObject({ code: 0 })
    await expire('bound')
    expect(await runCli(['whoami'], person('bound'))).toMatchObject({ code: 0 })

    const keys = join(system.folder, 'bound/.cache/timesheets/dpop-keys.json')
    expect((await stat(keys)).mode & 0o777).toBe(0o600)
    const { items } = JSON.parse(await readFile(fileOf('bound'), 'utf8'))
    const { access } = JSON.parse(Object.values<string>(items)[0] ?? '')
    const stolen = { headers: { Authorization: `Bearer ${access.accessToken}` } }
    expect((await fetch(`${system.api.url}/me`, stolen)).status).toBe(401)

    await mkdir(join(system.folder, 'thief/.cache/timesheets'), { recursive: true, mode: 0o700 })
    await writeFile(fileOf('thief'), await readFile(fileOf('bound')), { mode: 0o600 })
    expect((await runCli(['--dpop', 'whoami'], person('thief'))).code).toBe(4)

    expect(await runCli(['logout'], person('bound'))).toMatchObject({ code: 0, stdout: 'Signed out.\n' })
    expect(JSON.parse(await readFile(keys, 'utf8')).items).toEqual({})
  })

  it('lets a machine push with --dpop, with one key for all runs', async () => {
    const { env, ...machine } = system.asMachine()
    const home = join(system.folder, 'bound-machine')
    const bound = { ...machine, env: { ...env, HOME: home, TIMESHEETS_DPOP: 'true' } }
    const file = join(system.folder, 'one.csv')
    await writeFile(file, 'user,date,project,hours\nauth0|maria,2026-11-23,ACME-42,1\n')
    const pushed = await runCli(['push', file, '--json'], bound)
    expect(pushed.code, pushed.stderr).not.toBe(4)
    const tokens = async () => {
      const { tokens } = JSON.parse(await readFile(join(home, '.cache/timesheets/tokens.json'), 'utf8'))
      return Object.values<{ accessToken: string }>(tokens).map(({ accessToken }) => accessToken)
    }
    const [token = ''] = await tokens()
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toHaveProperty(
      'cnf.jkt',
    )
    expect(await runCli(['list', '--user', 'auth0|maria', '--json'], bound)).toMatchObject({ code: 0 })
    expect(await tokens()).toEqual([token])
  })

  it('is told with exit code 4 when the sign-in is denied', async () => {
    const { cli, address } = await login('denied')
    await decide(new Browser(), address, { abort: 'yes' })
    expect(await cli.ended).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('The sign-in was denied on the confirmation page.'),
    })
  })

  it('is told with exit code 4 when the code expires', async () => {
    await using issuer = await startIssuer({ deviceCodeLifetimeSeconds: 1, deviceCodeIntervalSeconds: 1 })
    const { cwd, env } = person('expired')
    const ending = await runCli(['login'], { cwd, env: { ...env, TIMESHEETS_ISSUER: issuer.issuer } })
    expect(ending).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('The code expired before the sign-in was confirmed. Sign in again.'),
    })
  })

  it('cancels with Ctrl-C, and is not signed in', async () => {
    const { cli } = await login('cancelled')
    cli.kill('SIGINT')
    expect((await cli.ended).code).toBe(130)
    await expect(stat(fileOf('cancelled'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('signs in by a browser that is opened, and sent back to this machine', async () => {
    await using desktop = await fakeDesktop()
    const { cwd, env } = person('browser')
    const cli = startCli(['login', '--browser'], { cwd, env: { ...env, ...desktop.env } })
    const address = await desktop.opened
    await cli.says(/Waiting/)
    expect(cli.output).toContain(`Opening a browser. If none appears, open ${address}\n`)
    const browser = new Browser()
    const back = await signIn(browser, await browser.visit(address))
    expect(back.url.href).toMatch(/^http:\/\/127\.0\.0\.1:8976\/callback\?/)
    expect(await (await fetch(back.url)).text()).toContain('You are signed in')
    expect((await cli.ended).code).toBe(0)
    expect((await runCli(['whoami'], person('browser'))).stdout).toContain(namedPeople.employee)
  })
})
