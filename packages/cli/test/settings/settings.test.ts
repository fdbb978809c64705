import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dpopFlag } from '../../src/settings/definitions.ts'
import { profileVariable } from '../../src/settings/paths.ts'
import { readPersonSettings, readSettings } from '../../src/settings/settings.ts'

const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'very-private' }

const complete = {
  TIMESHEETS_API_URL: 'https://timesheets.test/api',
  TIMESHEETS_ISSUER: 'https://issuer.test/',
  TIMESHEETS_AUDIENCE: 'https://api.test',
  TIMESHEETS_CLIENT_ID: 'm2m-push',
  TIMESHEETS_CLIENT_SECRET: 'very-secret',
}

describe('readSettings', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-settings-'))
    await writeFile(join(folder, 'key.json'), JSON.stringify(key))
    await writeFile(join(folder, 'broken.json'), '{"d":"very-private",')
    await mkdir(join(folder, 'profiles'))
    await writeFile(join(folder, 'profiles', 'unbound.json'), '{"dpop":"false"}')
  })
  afterAll(() => rm(folder, { recursive: true }))

  const read = async (env: Record<string, string | undefined>) => {
    const { apiUrl, authorization } = await readSettings({
      TIMESHEETS_CONFIG: join(folder, 'config.json'),
      ...env,
    })
    return { apiUrl, authorization }
  }

  it('reads what a machine needs', async () => {
    expect(await read(complete)).toEqual({
      apiUrl: 'https://timesheets.test/api',
      authorization: {
        issuer: 'https://issuer.test/',
        audience: 'https://api.test',
        clientId: 'm2m-push',
        authentication: { method: 'client_secret_post', secret: 'very-secret' },
      },
    })
  })

  it('takes a client without secret and key as one to which a person signs in', async () => {
    const { authorization } = await read({ ...complete, TIMESHEETS_CLIENT_SECRET: undefined })
    expect(authorization).toEqual({
      issuer: 'https://issuer.test/',
      audience: 'https://api.test',
      clientId: 'm2m-push',
    })
  })

  it.each([
    ['TIMESHEETS_CLIENT_SECRET', 'very-secret'],
    ['TIMESHEETS_TOKEN', 'abc'],
  ])('rejects a sign-in that %s would make useless', async (name, value) => {
    const env = { ...complete, TIMESHEETS_CLIENT_SECRET: '', TIMESHEETS_CONFIG: join(folder, 'config.json') }
    await expect(readPersonSettings(env)).resolves.toMatchObject({ clientId: 'm2m-push' })
    await expect(readPersonSettings({ ...env, [name]: value })).rejects.toThrow(
      `${name} is set and takes precedence over a sign-in: unset it`,
    )
  })

  it('removes blanks and line ends around each value', async () => {
    const untidy = Object.fromEntries(
      Object.entries(complete).map(([name, value]) => [name, ` ${value}\r\n`]),
    )
    expect(await read(untidy)).toEqual(await read(complete))
    const token = { TIMESHEETS_API_URL: complete.TIMESHEETS_API_URL, TIMESHEETS_TOKEN: 'abc\n' }
    expect(await read(token)).toMatchObject({ authorization: { token: 'abc' } })
  })

  it.each(Object.keys(complete))('rejects %s in quotes', async (name) => {
    for (const quote of ['"', "'"]) {
      const value = `${quote}${complete[name as keyof typeof complete]}${quote}`
      await expect(read({ ...complete, [name]: value })).rejects.toThrow(`${name} is in quotes: remove them`)
    }
  })

  it('names a wrong setting where it was found', async () => {
    const path = join(folder, 'wrong.json')
    await writeFile(path, '{"dpop":"no"}', { mode: 0o600 })
    const env = { ...complete, TIMESHEETS_CONFIG: path }
    await expect(read(env)).rejects.toThrow(`dpop in ${path} is no: set it to true or false`)
    const both = { ...env, TIMESHEETS_DPOP: 'maybe' }
    await expect(read(both)).rejects.toThrow('TIMESHEETS_DPOP is maybe: set it to true or false')
  })

  it('sends the secret as it is told to', async () => {
    const { authorization } = await read({ ...complete, TIMESHEETS_CLIENT_AUTH: 'client_secret_basic' })
    expect(authorization).toMatchObject({ authentication: { method: 'client_secret_basic' } })
  })

  it.each([
    ['the setting', { TIMESHEETS_DPOP: 'true' }],
    ['the flag', { [dpopFlag]: 'true' }],
    ['the flag against the environment', { TIMESHEETS_DPOP: 'false', [dpopFlag]: 'true' }],
    ['the flag against a profile', { [profileVariable]: 'unbound', [dpopFlag]: 'true' }],
  ])('binds tokens by %s', async (_, env) => {
    expect(await read({ ...complete, ...env })).toMatchObject({ authorization: { dpop: true } })
  })

  it.each(['yes', '1', 'TRUE', 'on'])('rejects TIMESHEETS_DPOP=%s', async (value) => {
    await expect(read({ ...complete, TIMESHEETS_DPOP: value })).rejects.toThrow(
      `TIMESHEETS_DPOP is ${value}: set it to true or false`,
    )
  })

  it('requests scopes only if told to', async () => {
    expect((await read(complete)).authorization).not.toHaveProperty('scope')
    const { authorization } = await read({ ...complete, TIMESHEETS_SCOPE: 'api://timesheets/.default' })
    expect(authorization).toMatchObject({ scope: 'api://timesheets/.default' })
  })

  it.each([
    ['a JWK', () => JSON.stringify(key)],
    ['the path of one', () => join(folder, 'key.json')],
  ])('takes a private key as %s', async (_, setting) => {
    const { authorization } = await read({
      ...complete,
      TIMESHEETS_CLIENT_SECRET: '',
      TIMESHEETS_CLIENT_KEY: setting(),
    })
    expect(authorization).toMatchObject({ authentication: { method: 'private_key_jwt', key } })
  })

  it('takes a token instead of all the rest', async () => {
    const env = { TIMESHEETS_API_URL: 'http://localhost:8080', TIMESHEETS_TOKEN: 'abc' }
    expect(await read(env)).toEqual({ apiUrl: 'http://localhost:8080', authorization: { token: 'abc' } })
    expect(await read({ ...complete, ...env })).toMatchObject({ authorization: { token: 'abc' } })
  })

  it('asks the environment first, then the file', async () => {
    await writeFile(
      join(folder, 'config.json'),
      JSON.stringify({
        'api-url': 'https://file.test',
        'client-secret': 'of-file',
        issuer: 'https://file.test/',
      }),
    )
    const { TIMESHEETS_API_URL: _, TIMESHEETS_ISSUER: __, ...rest } = complete
    expect(await read(rest)).toMatchObject({
      apiUrl: 'https://file.test',
      authorization: { issuer: 'https://file.test/', authentication: { secret: 'very-secret' } },
    })
    // Two ways to show who one is exclude each other, so that the environment's takes the place of the
    // file's.
    const withKey = {
      ...rest,
      TIMESHEETS_CLIENT_SECRET: undefined,
      TIMESHEETS_CLIENT_KEY: JSON.stringify(key),
    }
    expect(await read(withKey)).toMatchObject({
      authorization: { authentication: { method: 'private_key_jwt' } },
    })
    await rm(join(folder, 'config.json'))
  })

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ['no address', { TIMESHEETS_API_URL: undefined }, /^TIMESHEETS_API_URL is not set/],
    ['an empty address', { TIMESHEETS_API_URL: ' ' }, /^TIMESHEETS_API_URL is not set/],
    ['no issuer', { TIMESHEETS_ISSUER: undefined }, /^TIMESHEETS_ISSUER is not set/],
    ['no audience', { TIMESHEETS_AUDIENCE: undefined }, /^TIMESHEETS_AUDIENCE is not set/],
    ['no client', { TIMESHEETS_CLIENT_ID: undefined }, /^TIMESHEETS_CLIENT_ID is not set/],
    [
      'nothing to show who one is',
      { TIMESHEETS_CLIENT_ID: undefined, TIMESHEETS_ISSUER: undefined },
      /^neither TIMESHEETS_TOKEN nor TIMESHEETS_ISSUER and TIMESHEETS_CLIENT_ID are set/,
    ],
    [
      'secret and key',
      { TIMESHEETS_CLIENT_KEY: '{}' },
      /^TIMESHEETS_CLIENT_SECRET and TIMESHEETS_CLIENT_KEY are both set/,
    ],
    [
      'another way to send it',
      { TIMESHEETS_CLIENT_AUTH: 'none' },
      /^TIMESHEETS_CLIENT_AUTH is none of client_secret_post/,
    ],
    [
      'a key file that is not there',
      { TIMESHEETS_CLIENT_SECRET: '', TIMESHEETS_CLIENT_KEY: '/nope/key.json' },
      /^TIMESHEETS_CLIENT_KEY is neither JSON nor a file that can be read \(ENOENT\)/,
    ],
    [
      'a broken key',
      { TIMESHEETS_CLIENT_SECRET: '', TIMESHEETS_CLIENT_KEY: '{"d":"very-private",' },
      /^TIMESHEETS_CLIENT_KEY is not a private key as JWK/,
    ],
    [
      'something else as key',
      { TIMESHEETS_CLIENT_SECRET: '', TIMESHEETS_CLIENT_KEY: '{"key":1}' },
      /^TIMESHEETS_CLIENT_KEY is not a private key as JWK/,
    ],
  ])('names the setting and no secret where there is %s', async (_, change, message) => {
    const error = await read({ ...complete, ...change }).catch((reason: Error) => reason)
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(message) })
    expect((error as Error).message).not.toMatch(/very-|\n/)
  })

  it('does not quote a broken key file', async () => {
    const env = {
      ...complete,
      TIMESHEETS_CLIENT_SECRET: '',
      TIMESHEETS_CLIENT_KEY: join(folder, 'broken.json'),
    }
    await expect(read(env)).rejects.toThrow(/^TIMESHEETS_CLIENT_KEY is not a private key as JWK/)
  })
})
