import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { configGet, configGetCommand } from '../../../src/commands/config/get.ts'
import { configList, configListCommand } from '../../../src/commands/config/list.ts'
import { configPathCommand, configPathOf } from '../../../src/commands/config/path.ts'
import { configSet, configSetCommand } from '../../../src/commands/config/set.ts'
import { configUnset, configUnsetCommand } from '../../../src/commands/config/unset.ts'
import { type FakeIoOptions, fakeIo } from '../../support/fake-io.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const unknown = expect.stringMatching(
  /^api-key is not a setting. Settings: api-url, issuer, audience, client-id/,
)

test.each([
  ['list', () => optionsOf(configListCommand, ['--json']), { json: true }],
  ['path', () => optionsOf(configPathCommand, []), { json: false }],
  ['get', () => optionsOf(configGetCommand, ['api-url']), { name: 'apiUrl', json: false }],
  [
    'get by variable',
    () => optionsOf(configGetCommand, ['TIMESHEETS_API_URL']),
    { name: 'apiUrl', json: false },
  ],
  ['get of no setting', () => optionsOf(configGetCommand, ['api-key']), unknown],
  [
    'set',
    () => optionsOf(configSetCommand, ['issuer', 'https://x']),
    { name: 'issuer', value: 'https://x', json: false },
  ],
  [
    'set from stdin',
    () => optionsOf(configSetCommand, ['client-secret']),
    { name: 'clientSecret', value: undefined, json: false },
  ],
  [
    'set from -',
    () => optionsOf(configSetCommand, ['token', '-']),
    { name: 'token', value: undefined, json: false },
  ],
  ['set of no setting', () => optionsOf(configSetCommand, ['api-key', 'x']), unknown],
  ['unset', () => optionsOf(configUnsetCommand, ['token']), { name: 'token', json: false }],
  ['unset of no setting', () => optionsOf(configUnsetCommand, ['api-key']), unknown],
])('config %s', async (_, read, expected) => {
  expect(await read()).toEqual(expected)
})

describe('config', () => {
  let folder = ''
  let path = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-config-'))
    path = join(folder, 'deep', 'config.json')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const context = (options: FakeIoOptions = {}) => ({
    io: fakeIo({ ...options, env: { TIMESHEETS_CONFIG: path, ...options.env } }),
    connect: () => expect.unreachable(),
  })

  it('keeps settings in a file that its owner alone can read', async () => {
    await configSet({ name: 'apiUrl', value: 'https://timesheets.test', json: false }, context())
    await configSet(
      { name: 'clientSecret', value: undefined, json: false },
      context({ stdin: 'very-secret\n' }),
    )
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      'api-url': 'https://timesheets.test',
      'client-secret': 'very-secret',
    })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700)
  })

  it('makes a file that others can read its owner’s alone', async () => {
    await mkdir(join(folder, 'deep'))
    await writeFile(path, '{}', { mode: 0o644 })
    await configSet({ name: 'token', value: 'abc', json: false }, context())
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it.each([0o666, 0o620, 0o602])('does not read a file of mode %o, which others can change', async (mode) => {
    await mkdir(join(folder, 'deep'))
    await writeFile(path, '{"api-url":"https://abc.example"}')
    await chmod(path, mode)
    const acting = [
      () => configGet({ name: 'apiUrl', json: false }, context()),
      () => configSet({ name: 'token', value: 'abc', json: false }, context()),
      () => configList({ json: false }, context()),
    ]
    for (const act of acting) {
      await expect(act()).rejects.toThrow(
        `${path} can be changed by other users, and is not read. Check what is in it, then run: chmod go-w '${path}'`,
      )
    }
    await chmod(path, 0o644)
    expect(await configGet({ name: 'apiUrl', json: false }, context())).toBe(0)
  })

  it('shows each setting and where it is from, and no secret', async () => {
    await configSet({ name: 'clientSecret', value: 'very-secret', json: false }, context())
    await configSet({ name: 'issuer', value: 'https://issuer.test/', json: false }, context())
    const shown = context({ env: { TIMESHEETS_API_URL: 'https://timesheets.test' } })
    expect(await configList({ json: false }, shown)).toBe(0)
    expect(shown.io.stdout.lines).toEqual([
      'SETTING        VALUE                    FROM',
      'api-url        https://timesheets.test  TIMESHEETS_API_URL',
      'issuer         https://issuer.test/     file',
      'client-secret  (not shown)              file',
    ])
  })

  it('says so where nothing is set', async () => {
    const shown = context()
    await configList({ json: false }, shown)
    expect(shown.io.stdout.text).toBe('')
    expect(shown.io.stderr.text).toBe('Nothing is set. See timesheets config --help.\n')
  })

  it('gets a setting, the environment before the file, and no secret', async () => {
    await configSet({ name: 'apiUrl', value: 'https://file.test', json: false }, context())
    const fromFile = context()
    await configGet({ name: 'apiUrl', json: false }, fromFile)
    expect(fromFile.io.stdout.text).toBe('https://file.test\n')
    const fromEnv = context({ env: { TIMESHEETS_API_URL: 'https://env.test' } })
    await configGet({ name: 'apiUrl', json: false }, fromEnv)
    expect(fromEnv.io.stdout.text).toBe('https://env.test\n')
    await expect(configGet({ name: 'issuer', json: false }, context())).rejects.toThrow('issuer is not set')
    await configSet({ name: 'token', value: 'abc', json: false }, context())
    await expect(configGet({ name: 'token', json: false }, context())).rejects.toThrow(
      'token is set, and is not shown',
    )
  })

  it('takes a setting out again, whether it is there or not', async () => {
    await configSet({ name: 'token', value: 'abc', json: false }, context())
    expect(await configUnset({ name: 'token', json: false }, context())).toBe(0)
    expect(await configUnset({ name: 'token', json: false }, context())).toBe(0)
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({})
  })

  it('notes where the environment comes before what was set', async () => {
    const set = context({ env: { TIMESHEETS_TOKEN: 'abc' } })
    await configSet({ name: 'token', value: 'def', json: false }, set)
    expect(set.io.stderr.text).toBe(
      'Note: TIMESHEETS_TOKEN is set in the environment, and comes before the file.\n',
    )
  })

  it('prints where the file is', async () => {
    const shown = context()
    await configPathOf({ json: false }, shown)
    expect(shown.io.stdout.text).toBe(`${path}\n`)
  })

  it.each([
    ['is empty', ' ', 'token is empty'],
    ['is longer than any setting', 'x'.repeat(70_000), 'too long'],
  ])('refuses a value from the standard input that %s', async (_, stdin, message) => {
    await expect(
      configSet({ name: 'token', value: undefined, json: false }, context({ stdin })),
    ).rejects.toThrow(message)
  })

  it('does not wait for a value that nobody redirected', async () => {
    const { io, connect } = context()
    const terminal = { ...io, stdin: { ...io.stdin, isTerminal: true } }
    await expect(
      configSet({ name: 'token', value: undefined, json: false }, { io: terminal, connect }),
    ).rejects.toThrow('no value for token')
  })

  it('reads a file with a byte order mark, as editors on Windows write it', async () => {
    await mkdir(join(folder, 'deep'))
    await writeFile(path, '\ufeff{"client-id":"m2m"}')
    const used = context()
    await configGet({ name: 'clientId', json: false }, used)
    expect(used.io.stdout.text).toBe('m2m\n')
  })

  it.each([
    ['broken, without quoting it', '{"token":"very-secret"', /is not a JSON object: fix it/],
    ['a list', '[]', /is not a JSON object/],
    ['with something unknown in it', '{"api-key":"very-secret"}', /holds api-key, which is not a setting/],
    ['with something else than text in it', '{"token":7}', /token is not a text/],
  ])('refuses a file that is %s', async (_, content, message) => {
    await mkdir(join(folder, 'deep'))
    await writeFile(path, content)
    const error = await configList({ json: false }, context()).catch((reason: Error) => reason)
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(message) })
    expect((error as Error).message).not.toContain('very-secret')
  })
})
