import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { addProfile, addProfileCommand } from '../../../src/commands/profiles/add.ts'
import { runProgram } from '../../../src/program.ts'
import type { Connect } from '../../../src/session.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { fakeIo } from '../../support/fake-io.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['x', '--api-url', ' https://x '], { name: 'x', settings: { apiUrl: 'https://x' }, json: false }],
  [['x'], expect.stringMatching(/a profile needs settings/)],
  [['../x', '--api-url', 'https://x'], expect.stringMatching(/^"\.\.\/x" is not a profile: use up to 64/)],
  [['x', '--client-secret', 'y'], expect.stringMatching(/unknown option/)],
])('profiles add %j', async (args, expected) => {
  expect(await optionsOf(addProfileCommand, args)).toEqual(expected)
})

describe('a profile', () => {
  let folder = ''
  let home: Record<string, string> = {}
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-profiles-'))
    home = { HOME: folder }
    const staging = {
      apiUrl: 'https://staging.test',
      issuer: 'https://login.test',
      audience: 'a',
      clientId: 'c',
    }
    await addProfile(
      { name: 'staging', settings: staging, json: false },
      { io: fakeIo({ env: home }), connect },
    )
  })
  afterEach(() => rm(folder, { recursive: true }))

  const connect: Connect = () => Promise.reject(new Error('asked the API'))

  async function run(args: readonly string[], env: Record<string, string> = {}, connecting = connect) {
    const io = fakeIo({ env: { ...home, ...env } })
    const exitCode = await runProgram(args, '1.0.0', { io, connect: connecting })
    return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text }
  }

  it('is a file beside the settings that only its owner can read', async () => {
    const path = join(folder, '.config/timesheets/profiles/staging.json')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(path, 'utf8'))['api-url']).toBe('https://staging.test')
    expect((await run(['--profile', 'staging', 'config', 'path'])).stdout).toBe(`${path}\n`)
    await expect(run(['profiles', 'add', 'staging', '--issuer', 'https://x'])).rejects.toThrow(
      'there is a profile staging already',
    )
  })

  it('is used by the command that names it, before what the environment says', async () => {
    const env = { TIMESHEETS_API_URL: 'https://other.test', TIMESHEETS_CLIENT_SECRET: 'secret' }
    const used: unknown[] = []
    const connecting: Connect = async (environment = {}) => {
      const { apiUrl, authorization } = await readSettings(environment)
      used.push({ apiUrl, authorization })
      throw new Error('far enough')
    }
    await expect(run(['--profile', 'staging', 'whoami'], env, connecting)).rejects.toThrow('far enough')
    expect(used).toEqual([
      {
        apiUrl: 'https://staging.test',
        authorization: {
          issuer: 'https://login.test',
          audience: 'a',
          clientId: 'c',
          authentication: { method: 'client_secret_post', secret: 'secret' },
        },
      },
    ])
    const list = await run(['--profile', 'staging', 'config', 'list', '--json'], env)
    const lines = list.stdout.split('\n').filter((line) => line !== '')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        { setting: 'api-url', value: 'https://staging.test', from: 'profile staging' },
        { setting: 'client-secret', value: null, from: 'TIMESHEETS_CLIENT_SECRET' },
      ]),
    )
  })

  it('does not share its credentials with those of the environment', async () => {
    await run(['--profile', 'staging', 'config', 'set', 'client-secret', 'its own'])
    const env = { ...home, TIMESHEETS_PROFILE: 'staging', TIMESHEETS_TOKEN: 'of another API' }
    expect((await readSettings(env)).authorization).toMatchObject({
      authentication: { secret: 'its own' },
    })
  })

  it('is changed by config set, listed with the chosen one marked, and removed', async () => {
    await run(['--profile', 'local', 'config', 'set', 'api-url', 'http://localhost:8080'])
    expect((await run(['profiles', 'list'], { TIMESHEETS_PROFILE: 'local' })).stdout.split('\n')).toEqual([
      expect.stringMatching(/^PROFILE +API +CLIENT$/),
      expect.stringMatching(/^local \* +http:\/\/localhost:8080/),
      expect.stringMatching(/^staging +https:\/\/staging\.test +c$/),
      '',
    ])
    expect((await run(['profiles', 'remove', 'local'])).stdout).toBe('Removed  local\n')
    expect((await run(['profiles', 'list', '--json'])).stdout.split('\n')).toHaveLength(2)
    await expect(run(['profiles', 'remove', 'local'])).rejects.toThrow('there is no profile local')
  })

  it('that does not exist is an error, and never the default settings', async () => {
    const env = { ...home, TIMESHEETS_PROFILE: 'stagin', TIMESHEETS_API_URL: 'https://timesheets.test' }
    await expect(readSettings(env)).rejects.toThrow(
      'there is no profile stagin: see timesheets profiles list',
    )
    await expect(run(['config', 'path'], { TIMESHEETS_PROFILE: '../../x' })).rejects.toThrow(
      'is not a profile',
    )
  })
})
