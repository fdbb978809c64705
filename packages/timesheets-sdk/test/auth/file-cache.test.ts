import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileTokenCache } from '../../src/auth/file-cache.ts'
import { type CachedToken, renewingTokenProvider } from '../../src/auth/index.ts'
import { fakeClock } from './support/clock.ts'
import { failureOf } from './support/everything-in.ts'
import { fakeSource } from './support/fake-source.ts'

let directory: string
let file: string
let clock: ReturnType<typeof fakeClock>
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'file-cache-'))
  file = join(directory, 'timesheets', 'tokens.json')
  clock = fakeClock()
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const cacheOf = () => fileTokenCache(file, { now: clock.now })
const token = (accessToken: string, seconds = 3600): CachedToken => ({
  accessToken,
  obtainedAtMs: clock.now(),
  expiresAtMs: clock.now() + seconds * 1000,
})
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

describe('fileTokenCache', () => {
  it('keeps tokens for the next process', async () => {
    await cacheOf().set('a', token('token-a'))
    await cacheOf().set('b', token('token-b'))
    expect(await cacheOf().get('a')).toEqual(token('token-a'))
    expect(await cacheOf().get('b')).toEqual(token('token-b'))
    expect(await cacheOf().get('c')).toBeUndefined()
  })

  it('is empty where there is no file, and makes none by reading', async () => {
    expect(await cacheOf().get('a')).toBeUndefined()
    await cacheOf().delete('a')
    expect(await readdir(directory)).toEqual([])
  })

  it('makes a file of mode 0600 in a directory of mode 0700, and leaves nothing beside it', async () => {
    await cacheOf().set('a', token('token-a'))
    expect(await modeOf(file)).toBe('600')
    expect(await modeOf(join(directory, 'timesheets'))).toBe('700')
    expect(await readdir(join(directory, 'timesheets'))).toEqual(['tokens.json'])
  })

  it('forgets what is deleted, and keeps the rest', async () => {
    await cacheOf().set('a', token('token-a'))
    await cacheOf().set('b', token('token-b'))
    await cacheOf().delete('a')
    expect(await cacheOf().get('a')).toBeUndefined()
    expect(await cacheOf().get('b')).toEqual(token('token-b'))
  })

  it('drops expired tokens with the next write', async () => {
    await cacheOf().set('short', token('token-short', 60))
    await cacheOf().set('long', token('token-long', 600))
    clock.advanceSeconds(60)
    await cacheOf().set('next', token('token-next'))
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).tokens)).toEqual(['long', 'next'])
  })

  it('writes only what a cached token has', async () => {
    await cacheOf().set('a', { ...token('token-a'), secret: 'hunter2' } as CachedToken)
    expect(await readFile(file, 'utf8')).not.toContain('hunter2')
  })

  it('loses nothing when one process writes at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `token-${index}`)
    await Promise.all(names.map((name) => cacheOf().set(name, token(name))))
    const kept = await Promise.all(names.map((name) => cacheOf().get(name)))
    expect(kept.map((one) => one?.accessToken)).toEqual(names)
  })
})

describe('a file that cannot be trusted', () => {
  const plant = async (content: string, mode = 0o600) => {
    await mkdir(join(directory, 'timesheets'), { mode: 0o700 })
    await writeFile(file, content, { mode })
    await chmod(file, mode)
  }
  const good = () => JSON.stringify({ version: 1, tokens: { a: token('planted') } })

  it('is read when it is as it should be', async () => {
    await plant(good())
    expect((await cacheOf().get('a'))?.accessToken).toBe('planted')
  })

  it.each([0o640, 0o604, 0o620, 0o666])(
    'counts as empty when others may use it (mode %o), and is replaced',
    async (mode) => {
      await plant(good(), mode)
      expect(await cacheOf().get('a')).toBeUndefined()
      await cacheOf().set('b', token('token-b'))
      expect(await modeOf(file)).toBe('600')
      expect(await readFile(file, 'utf8')).not.toContain('planted')
    },
  )

  it.skipIf(process.getuid?.() !== 0)('counts as empty when it belongs to someone else', async () => {
    await plant(good())
    await chown(file, 12345, 12345)
    expect(await cacheOf().get('a')).toBeUndefined()
  })

  it('counts as empty when it is a link, whose target is left alone', async () => {
    const target = join(directory, 'elsewhere.json')
    await writeFile(target, good(), { mode: 0o600 })
    await mkdir(join(directory, 'timesheets'))
    await symlink(target, file)
    expect(await cacheOf().get('a')).toBeUndefined()
    await cacheOf().set('b', token('token-b'))
    expect(await readFile(target, 'utf8')).toBe(good())
  })

  it.each([
    ['empty', ''],
    ['cut off', '{"version":1,"tokens":{"a":{"acc'],
    ['no JSON', '\u0000\u0001'],
    ['a list', '[]'],
    ['null', 'null'],
    ['of another version', '{"version":2,"tokens":{}}'],
    ['without tokens', '{"version":1,"tokens":null}'],
    ['of other values', '{"version":1,"tokens":{"a":{"accessToken":1},"b":null,"c":"x"}}'],
    [
      'of an instant without end',
      '{"version":1,"tokens":{"a":{"accessToken":"a","obtainedAtMs":0,"expiresAtMs":1e999}}}',
    ],
    [
      'too large',
      `{"version":1,"tokens":{"a":{"accessToken":"a","obtainedAtMs":0,"expiresAtMs":1}},"more":"${'x'.repeat(1024 * 1024)}"}`,
    ],
  ])('counts as empty when it is %s, and is replaced', async (_title, content) => {
    await plant(content)
    expect(await cacheOf().get('a')).toBeUndefined()
    await cacheOf().set('b', token('token-b'))
    expect(await cacheOf().get('b')).toEqual(token('token-b'))
  })

  it.each(['__proto__', 'constructor', 'toString'])('has nothing under the key %s', async (key) => {
    await plant(good())
    expect(await cacheOf().get(key)).toBeUndefined()
    await cacheOf().set(key, token('own'))
    expect((await cacheOf().get(key))?.accessToken).toBe('own')
  })

  it('counts as empty when it is a directory; then nothing can be written, and nothing is left behind', async () => {
    await mkdir(join(file, 'full'), { recursive: true })
    expect(await cacheOf().get('a')).toBeUndefined()
    expect(await failureOf(cacheOf().set('a', token('token-a')))).toHaveProperty('code')
    expect(await readdir(join(directory, 'timesheets'))).toEqual(['tokens.json'])
  })

  it('does not stand in the way of a token', async () => {
    await mkdir(join(file, 'full'), { recursive: true })
    const provider = renewingTokenProvider(fakeSource(clock.now, 60), { cache: cacheOf(), now: clock.now })
    await expect(provider.getAccessToken()).resolves.toBe('token-1')
  })
})

describe('several processes', () => {
  it('never see half a file', async () => {
    const script = new URL('./support/write-tokens.ts', import.meta.url).pathname
    const names = ['one', 'two', 'three']
    const writers = names.map((name) =>
      spawn(process.execPath, [script, file, name, '30'], { stdio: 'inherit' }),
    )
    let isDone = false
    const exits = Promise.all(writers.map((writer) => once(writer, 'exit'))).finally(() => {
      isDone = true
    })
    const seen = new Set<string>()
    do {
      const content = await readFile(file, 'utf8').catch(() => '{"version":1,"tokens":{}}')
      for (const name of Object.keys(JSON.parse(content).tokens)) seen.add(name)
    } while (!isDone || seen.size === 0)
    expect((await exits).map(([code]) => code)).toEqual([0, 0, 0])
    expect(seen.size).toBeGreaterThan(0)
    expect(await readdir(join(directory, 'timesheets'))).toEqual(['tokens.json'])
  })

  it('clear away what one that was killed has left behind, and nothing that is being written', async () => {
    await cacheOf().set('a', token('token-a'))
    const abandoned = `${file}.0b7e1a52-0000-4000-8000-000000000000.tmp`
    const recent = `${file}.0b7e1a52-0000-4000-8000-000000000001.tmp`
    const foreign = join(directory, 'timesheets', 'other.tmp')
    for (const path of [abandoned, recent, foreign]) await writeFile(path, '')
    const longAgo = new Date(Date.now() - 3_600_000)
    await utimes(abandoned, longAgo, longAgo)
    await utimes(foreign, longAgo, longAgo)
    await cacheOf().set('b', token('token-b'))
    const left = await readdir(join(directory, 'timesheets'))
    expect(left.sort()).toEqual(['other.tmp', 'tokens.json', recent.split('/').at(-1)])
  })
})
