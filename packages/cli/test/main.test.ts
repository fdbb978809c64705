import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problem } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, startCli } from './support/cli-process.ts'
import { entryOfMaria } from './support/entries.ts'
import { allCreated, machineMe, type StubAnswer, startStubApi } from './support/stub-api.ts'

/** The real process against a real HTTP server. */
describe('timesheets', () => {
  let folder = ''
  const rows = (count: number, hours = '1') =>
    `userId,date,project,hours,externalId\n${Array.from(
      { length: count },
      (_, index) => `maria,2026-11-12,A,${hours},id-${index}\n`,
    ).join('')}`
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-cli-'))
    await writeFile(join(folder, 'two.csv'), rows(2))
    await writeFile(join(folder, 'bad.csv'), rows(1, 'x'))
    await writeFile(join(folder, 'many.csv'), rows(2_500))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const settings = (url: string) => ({ TIMESHEETS_API_URL: url, TIMESHEETS_TOKEN: 'very-secret-token' })
  const respondingApi = (batch: (body: string) => StubAnswer | Promise<StubAnswer>) =>
    startStubApi((request, body) => (request === 'GET /me' ? { body: machineMe } : batch(body)))

  it('prints its version and nothing else', async () => {
    expect(await runCli(['--version'])).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      stderr: '',
    })
  })

  it('shows help on the standard output when it is asked to, and where there is no command on the other one', async () => {
    const asked = await runCli(['push', '--help'])
    expect(asked).toMatchObject({ exitCode: 0, stderr: '' })
    expect(asked.stdout).toContain('Exit codes: 0 all done')
    const lost = await runCli([])
    expect(lost).toMatchObject({ exitCode: 2, stdout: '' })
    expect(lost.stderr).toContain('push [options] <file>')
  })

  it.each([
    ['an unknown command', ['pusch', 'two.csv'], "timesheets: unknown command 'pusch'"],
    ['an unknown option', ['push', 'two.csv', '--fast'], "timesheets: unknown option '--fast'"],
    ['no file', ['push'], "timesheets: missing required argument 'file'"],
    ['a file that is not there', ['push', 'nope.csv'], 'timesheets: nope.csv is not there'],
    [
      'a setting that is missing',
      ['push', 'two.csv'],
      'timesheets: TIMESHEETS_API_URL is not set: the API, such as https://timesheets.example.com',
    ],
  ])('ends with 2 and one line that names it for %s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runCli(args, {}, folder)
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.split('\n')[0]).toContain(message)
    expect(stderr).not.toContain(' at ')
  })

  it.each([
    ['TIMESHEETS_API_URL', { TIMESHEETS_API_URL: 'http://timesheets.test', TIMESHEETS_TOKEN: 'x' }],
    ['TIMESHEETS_TOKEN', { TIMESHEETS_API_URL: 'https://timesheets.test', TIMESHEETS_TOKEN: 'no token' }],
    [
      'TIMESHEETS_ISSUER',
      {
        TIMESHEETS_API_URL: 'https://timesheets.test',
        TIMESHEETS_ISSUER: 'http://issuer.test',
        TIMESHEETS_AUDIENCE: 'x',
        TIMESHEETS_CLIENT_ID: 'x',
        TIMESHEETS_CLIENT_SECRET: 'x',
      },
    ],
    [
      'TIMESHEETS_CLIENT_KEY',
      {
        TIMESHEETS_API_URL: 'https://timesheets.test',
        TIMESHEETS_ISSUER: 'https://issuer.test',
        TIMESHEETS_AUDIENCE: 'x',
        TIMESHEETS_CLIENT_ID: 'x',
        TIMESHEETS_CLIENT_KEY: '{"kty":"RSA"}',
      },
    ],
    [
      'HTTPS_PROXY',
      {
        TIMESHEETS_API_URL: 'https://timesheets.test',
        TIMESHEETS_TOKEN: 'x',
        HTTPS_PROXY: 'socks5://proxy.test:1080',
      },
    ],
    [
      'ALL_PROXY',
      {
        TIMESHEETS_API_URL: 'https://timesheets.test',
        TIMESHEETS_ISSUER: 'https://issuer.test',
        TIMESHEETS_AUDIENCE: 'x',
        TIMESHEETS_CLIENT_ID: 'x',
        TIMESHEETS_CLIENT_SECRET: 'x',
        ALL_PROXY: 'socks5://proxy.test:1080',
      },
    ],
  ])('ends with 2 and one line where %s can not be used', async (variable, env) => {
    const { exitCode, stderr } = await runCli(['whoami'], env, folder)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(new RegExp(`^timesheets: ${variable}.*\n$`))
  })

  it('ends with 0 when all is stored, and tells progress and results apart', async () => {
    await using api = await respondingApi(allCreated)
    const result = await runCli(['push', 'two.csv'], settings(api.url), folder)
    expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^2 created in [\d.]+ s\n$/) })
    expect(result.stderr).toMatch(
      /^two\.csv: 2 rows, 12 November( \d{4})?, 1 person, as m2m-push at 127\.0\.0\.1:\d+\ntwo\.csv: 2:00 h in the file, 2:00 h to store\n$/,
    )
    expect(api.requests).toEqual(['GET /me', 'POST /timesheets/batch'])
  })

  it('ends with 3 when some rows are rejected', async () => {
    await using api = await respondingApi(allCreated)
    const { exitCode, stdout } = await runCli(
      ['push', 'bad.csv', '--json', '--no-report'],
      settings(api.url),
      folder,
    )
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ read: 1, rejected: 1 })
    expect(await readdir(folder)).not.toContain('bad.rejected.csv')
  })

  it.each([
    ['401', 'invalid_token'],
    ['403', 'insufficient_scope'],
  ] as const)('ends with 4 on %s', async (_, code) => {
    await using api = await respondingApi(() => {
      const body = problem(code, 'create:timesheets is needed')
      return { status: body.status, body }
    })
    const { exitCode, stdout, stderr } = await runCli(['push', 'two.csv'], settings(api.url), folder)
    expect(exitCode).toBe(4)
    expect(stdout).toBe('0 of 2 saved. Run the same command again to finish.\n')
    expect(stderr).toContain('timesheets: create:timesheets is needed\n')
    expect(stderr).not.toContain('very-secret')
  })

  it.each([
    ['as it is', 'very-secret is wrong'],
    ['as the header has it', `Basic ${btoa('m2m-push:very-secret')} is wrong`],
    ['in base64', `${btoa('very-secret')} is wrong`],
    ['behind the id in base64url', `${Buffer.from('m2m-push:very-secret').toString('base64url')} is wrong`],
  ])(
    'ends with 4 when the issuer does not know the client, and shows no secret that it echoes %s',
    async (_, echo) => {
      await using issuer = await startStubApi((request) =>
        request.includes('.well-known')
          ? { body: { issuer: issuer.url, token_endpoint: `${issuer.url}/token` } }
          : { status: 401, body: { error: 'invalid_client', error_description: echo } },
      )
      const env = {
        TIMESHEETS_API_URL: 'http://127.0.0.1:9',
        TIMESHEETS_ISSUER: issuer.url,
        TIMESHEETS_AUDIENCE: 'x',
        TIMESHEETS_CLIENT_ID: 'm2m-push',
        TIMESHEETS_CLIENT_SECRET: 'very-secret',
      }
      const { exitCode, stderr } = await runCli(['whoami'], env, folder)
      expect(exitCode).toBe(4)
      expect(stderr).toMatch(/^timesheets: .*\[redacted\].*is wrong.*\n$/)
      expect(stderr).not.toContain('very-secret')
      for (const word of stderr.split(/\s+/)) expect(decoded(word)).not.toContain('secret')
    },
  )

  it('keeps the token for the next run, where nobody else can read it', async () => {
    let tokens = 0
    await using issuer = await startStubApi((request) => {
      if (request.includes('.well-known')) {
        return { body: { issuer: issuer.url, token_endpoint: `${issuer.url}/token` } }
      }
      if (request.startsWith('POST /token')) {
        tokens++
        return { body: { access_token: 'very-secret-token', token_type: 'Bearer', expires_in: 7_200 } }
      }
      return { body: machineMe }
    })
    const env = {
      TIMESHEETS_API_URL: issuer.url,
      TIMESHEETS_ISSUER: issuer.url,
      TIMESHEETS_AUDIENCE: 'x',
      TIMESHEETS_CLIENT_ID: 'm2m-push',
      TIMESHEETS_CLIENT_SECRET: 'very-secret',
      XDG_CACHE_HOME: join(folder, 'cache'),
    }
    for (let run = 0; run < 2; run++) {
      expect(await runCli(['whoami'], env, folder)).toMatchObject({ exitCode: 0, stderr: '' })
    }
    expect(tokens).toBe(1)
    expect((await stat(join(folder, 'cache', 'timesheets', 'tokens.json'))).mode & 0o777).toBe(0o600)
  })

  it('ends with 2 when another service responds', async () => {
    await using api = await startStubApi(() => ({ status: 404, body: '<h1>Not here</h1>' }))
    const { exitCode, stderr } = await runCli(['whoami'], settings(api.url), folder)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^timesheets: .*Check that TIMESHEETS_API_URL.*\n$/)
  })

  it('ends with 5 when the API stays away, and says how far it came', async () => {
    let batches = 0
    await using api = await respondingApi(async (body) => {
      if (++batches === 1) return allCreated(body)
      // Longer than the client waits, so that it gives up at once.
      return {
        status: 503,
        body: problem('database_unavailable', 'The database is away.'),
        retryAfterSeconds: 3_600,
      }
    })
    const { exitCode, stdout, stderr } = await runCli(['push', 'many.csv'], settings(api.url), folder)
    expect(exitCode).toBe(5)
    expect(stdout).toBe('1000 of 2500 saved. Run the same command again to finish.\n')
    expect(stderr).toContain('timesheets: The database is away.')
  })

  it('finishes what is on its way on Ctrl-C, and ends with 130 and how to go on', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    await using api = await respondingApi(async (body) => {
      arrive()
      await released
      return allCreated(body)
    })
    const cli = startCli(['push', 'many.csv', '--json'], settings(api.url), folder)
    await arrived
    cli.child.kill('SIGINT')
    await cli.wrote('Press again to stop immediately')
    release()
    expect(await cli.exitCode).toBe(130)
    expect(JSON.parse(cli.stdout)).toMatchObject({ created: 1_000, aborted: true })
    expect(cli.stderr).toContain('1000 of 2500 saved. Run the same command again to finish.\n')
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at once on a second %s', async (signal, expected) => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    await using api = await respondingApi(() => {
      arrive()
      return new Promise(() => {})
    })
    const cli = startCli(['push', 'two.csv'], settings(api.url), folder)
    await arrived
    cli.child.kill(signal)
    await cli.wrote('Press again to stop immediately')
    cli.child.kill(signal)
    expect(await cli.exitCode).toBe(expected)
  })

  it('stops at once on Ctrl-C where nothing is on its way', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    await using api = await startStubApi(() => {
      arrive()
      return new Promise(() => {})
    })
    const cli = startCli(['whoami'], settings(api.url), folder)
    await arrived
    cli.child.kill('SIGINT')
    expect(await cli.exitCode).toBe(130)
    expect(cli.stderr).toBe('')
  })

  it('ends quietly when nobody reads its output', async () => {
    // Without end: what is not read shows in the process ending all the same.
    let page = 0
    await using api = await startStubApi(() => ({
      body: { data: Array.from({ length: 500 }, () => entryOfMaria), nextCursor: `${++page}` },
    }))
    const cli = startCli(['list', '--json'], settings(api.url), folder)
    await cli.wrote('\n')
    cli.child.stdout.destroy()
    expect(await cli.exitCode).toBe(0)
    expect(cli.stderr).toBe('')
  })
})

function decoded(word: string): string {
  return Buffer.from(word, 'base64').toString('latin1')
}
